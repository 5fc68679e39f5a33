import { day, fullTime, time } from '../page/dates.js';
import { h } from '../page/element.js';
import { avatar, bdi, cleanName, shortened } from '../page/names.js';
import { texts } from '../texts/texts.js';
import { body } from './body.js';
import { Tools } from './tools.js';

const NAMES_SHOWN = 10;

const WHY = { not_a_member: texts.whyNotMember, unanswered: texts.whyUnanswered, unavailable: texts.whyUnanswered };

/** The element of a row. */
export function create(row, context) {
  switch (row.kind) {
    case 'day':
      return h('li', { class: 'day' }, h('span', {}, day(row.date)));
    case 'unread':
      return h('li', { class: 'unread-mark' }, h('span', {}, texts.newMessages));
    case 'happened':
      return h('li', { class: 'happened' });
    default:
      return message(row, context);
  }
}

function message(row, context) {
  const name = h('span', row.isMine ? { class: 'visually-hidden' } : { class: 'name' });
  const side = h('span', { class: 'side' });
  const status = h('span', { class: 'status' });
  const bubble = h('div', { class: 'bubble' }, row.isMine ? status : null);
  const content = h(
    'div',
    { class: 'content' },
    h(
      'div',
      { class: 'head' },
      name,
      ' ',
      h('time', { datetime: row.createdAt, title: fullTime(row.date) }, time(row.date)),
    ),
  );
  const element = h(
    'li',
    { class: row.isMine ? 'message mine' : 'message' },
    row.isMine ? null : side,
    content,
  );
  const tools = new Tools(element, context);
  content.append(h('div', { class: 'line' }, bubble, tools.button), tools.reactions.view);
  return Object.assign(element, { name, side, status, content, bubble, tools });
}

/** Brings it up to date: its place in its group, what it says now, and what became of it. */
export function update(element, row, { myId, retry, discard }) {
  if (row.kind !== 'message') {
    if (row.kind === 'happened' && element.what !== row.what) {
      element.what = row.what;
      element.replaceChildren(...sentences(row.what, myId).map((sentence) => h('p', {}, sentence)));
    }
    return;
  }
  element.seq = row.seq;
  element.classList.toggle('first', row.isFirst);
  element.classList.toggle('last', row.isLast);
  if (element.of !== row.of) {
    element.of = row.of;
    sign(element, row);
    say(element, row);
    element.tools.show(row);
  }
  if (row.isMine && element.dataset.state !== row.state) {
    element.dataset.state = row.state;
    element.status.textContent = { sent: texts.sent, failed: texts.notSent }[row.state] ?? texts.sending;
    element.querySelector('.failed')?.remove();
    if (row.state === 'failed') {
      element.content.append(failed(row, retry, discard));
    }
  }
}

function sign({ name, side }, { author, isMine }) {
  const nickname = isMine ? texts.you : cleanName(author.nickname);
  if (name.textContent !== nickname) {
    name.replaceChildren(bdi(nickname));
    side.replaceChildren(avatar(nickname, author.id));
  }
}

/** What is the same stays, and with it what is selected there. */
function say(element, { message, editedAt, deletedAt }) {
  const said = `${editedAt} ${deletedAt} ${message}`;
  if (element.said !== said) {
    element.said = said;
    element.bubble.querySelectorAll('.text, .edited, .deleted').forEach((each) => each.remove());
    element.bubble.prepend(...(deletedAt ? [deleted()] : editedAt ? [body(message), edited(editedAt)] : [body(message)]));
  }
}

const deleted = () => h('p', { class: 'deleted', tabindex: '-1' }, texts.deleted);

const edited = (at) => h('time', { class: 'edited', datetime: at, title: fullTime(new Date(at)) }, texts.edited);

function failed(row, retry, discard) {
  return h(
    'div',
    { class: 'failed', role: 'alert' },
    h('span', {}, texts.notSent, '. ', WHY[row.code] ?? texts.whyRefused),
    h('button', { type: 'button', class: 'link', onclick: () => retry(row.id) }, texts.retry),
    h('button', { type: 'button', class: 'link', onclick: () => discard(row.id) }, texts.discard),
  );
}

const nameOf = (user) => cleanName(user.nickname);
const all = (users) => bdi(shortened(users.map(nameOf), NAMES_SHOWN));

/** Who did something: that is a sentence of its own where it was oneself. */
export const doer = (user, myId) => (user.id === myId ? texts.byYou : texts.by(bdi(nameOf(user))));

/** What happened to a chat itself, as a list of sentences, each a list of texts and elements. Who did it is not known of everything. */
export function sentences({ by, isNamed, name, added, removed }, myId) {
  const who = by && doer(by, myId);
  const said = [];
  if (added.length > 0) {
    said.push(who ? texts.added(who, all(added)) : texts.joined(all(added)));
  }
  if (removed.length > 0) {
    const hasLeft = removed.length === 1 && removed[0].id === by?.id;
    said.push(hasLeft ? texts.hasLeft(all(removed)) : who ? texts.removed(who, all(removed)) : texts.isGone(all(removed)));
  }
  if (isNamed) {
    const title = name === null ? null : bdi(cleanName(name));
    said.push(title === null ? texts.hasNoName : who ? texts.named(who, title) : texts.hasName(title));
  }
  return said;
}
