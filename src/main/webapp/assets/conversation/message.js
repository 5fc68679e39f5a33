import { day, fullTime, time } from '../page/dates.js';
import { h } from '../page/element.js';
import { avatar, bdi, cleanName } from '../page/names.js';
import { texts } from '../texts/texts.js';
import { body } from './body.js';

const WHY = { not_a_member: texts.whyNotMember, unanswered: texts.whyUnanswered, unavailable: texts.whyUnanswered };

/** The element of a row. */
export function create(row) {
  switch (row.kind) {
    case 'day':
      return h('li', { class: 'day' }, h('span', {}, day(row.date)));
    case 'unread':
      return h('li', { class: 'unread-mark' }, h('span', {}, texts.newMessages));
    default:
      return message(row);
  }
}

function message(row) {
  const name = cleanName(row.author.nickname);
  const status = h('span', { class: 'status' });
  const element = h(
    'li',
    { class: row.isMine ? 'message mine' : 'message' },
    row.isMine ? null : h('span', { class: 'side' }, avatar(name, row.author.id)),
    h(
      'div',
      { class: 'content' },
      h(
        'div',
        { class: 'head' },
        row.isMine ? h('span', { class: 'visually-hidden' }, texts.you) : h('span', { class: 'name' }, bdi(name)),
        ' ',
        h('time', { datetime: row.createdAt, title: fullTime(row.date) }, time(row.date)),
      ),
      h('div', { class: 'bubble' }, body(row.message), row.isMine ? status : null),
    ),
  );
  return Object.assign(element, { status });
}

/** Brings it up to date: its place in its group, and what became of it. */
export function update(element, row, { retry, discard }) {
  if (row.kind !== 'message') {
    return;
  }
  element.seq = row.seq;
  element.classList.toggle('first', row.isFirst);
  element.classList.toggle('last', row.isLast);
  if (row.isMine && element.dataset.state !== row.state) {
    element.dataset.state = row.state;
    element.status.textContent = { sent: texts.sent, failed: texts.notSent }[row.state] ?? texts.sending;
    element.querySelector('.failed')?.remove();
    if (row.state === 'failed') {
      element.querySelector('.content').append(failed(row, retry, discard));
    }
  }
}

function failed(row, retry, discard) {
  return h(
    'div',
    { class: 'failed', role: 'alert' },
    h('span', {}, texts.notSent, '. ', WHY[row.code] ?? texts.whyRefused),
    h('button', { type: 'button', class: 'link', onclick: () => retry(row.id) }, texts.retry),
    h('button', { type: 'button', class: 'link', onclick: () => discard(row.id) }, texts.discard),
  );
}
