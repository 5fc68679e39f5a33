import { short } from '../page/dates.js';
import { h, icon } from '../page/element.js';
import { avatar, bdi, cleanName, presence } from '../page/names.js';
import { address } from '../page/route.js';
import { texts } from '../texts/texts.js';

const MOST = 99;

/** One conversation in the list. */
export function create({ conversation }) {
  const parts = {
    face: h('span', { class: 'face' }),
    title: h('span', { class: 'title' }),
    time: h('time', {}),
    preview: h('span', { class: 'preview' }),
    unread: h('span', { class: 'unread', hidden: true }, h('span', { 'aria-hidden': 'true' }), h('span', { class: 'visually-hidden' })),
  };
  const link = h(
    'a',
    { href: address(conversation.key) },
    parts.face,
    h('span', { class: 'upper' }, parts.title, parts.time),
    h('span', { class: 'lower' }, parts.preview, parts.unread),
    conversation.isWhisper && presence(conversation, true),
  );
  return Object.assign(h('li', { class: 'conversation-row' }, link), { link, parts });
}

/** Brings it up to date; only what is different is touched. */
export function update(element, { conversation, index, unread, isOpen }) {
  const { face, title, time, preview, unread: badge } = element.parts;
  element.style.setProperty('--index', index);
  if (face.of !== conversation.title) {
    face.of = conversation.title;
    face.replaceChildren(avatar(conversation.title, conversation.id, conversation.isWhisper));
    say(title, conversation.title);
  }
  say(time, short(conversation.activeAt));
  time.dateTime = conversation.activeAt.toISOString();
  if (preview.of !== conversation.last) {
    preview.of = conversation.last;
    preview.replaceChildren(...words(conversation));
  }
  const [shown, spoken] = badge.children;
  say(shown, unread > MOST ? `${MOST}+` : String(unread));
  say(spoken, texts.unread(unread));
  badge.hidden = unread === 0;
  element.classList.toggle('is-unread', unread > 0);
  if (isOpen) {
    element.link.setAttribute('aria-current', 'page');
  } else {
    element.link.removeAttribute('aria-current');
  }
}

function words({ last, isWhisper, myId }) {
  const sign = isWhisper ? [icon('lock')] : [];
  if (!last) {
    return [...sign, texts.nothingYet];
  }
  const isMine = last.author.id === myId;
  const author = isMine ? texts.you : isWhisper ? null : cleanName(last.author.nickname);
  return [...sign, ...(author ? [bdi(author), ': '] : []), last.deletedAt ? texts.deleted : bdi(last.message.slice(0, 200))];
}

function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
