/**
 * What stands below one another in a conversation: days, the mark where the unread begins, messages in groups by author, and lines
 * on what happened to the chat itself.
 */
import { dayKey } from '../page/dates.js';

const SAME_GROUP = 5 * 60_000;

/**
 * @param messages as the server has them
 * @param unsent as the outbox has them
 * @param happened what happened to the chat itself, in its order
 * @param unreadAfter the seq after which the mark stands, or null
 */
export function rows(messages, unsent, happened, myId, unreadAfter) {
  const all = [...messages.map((message) => stored(message, myId)), ...unsent.map(pending)];
  const lines = happened.map((what) => ({ key: `rev ${what.rev}`, kind: 'happened', what }));
  const result = [];
  let before = null;
  for (const row of all) {
    const between = lines.splice(0, lines.filter(({ what }) => what.afterSeq < row.seq).length);
    result.push(...between);
    const day = dayKey(row.date);
    const newDay = before === null || day !== dayKey(before.date);
    if (newDay) {
      result.push({ key: `day ${day}`, kind: 'day', date: row.date });
    }
    const mark = unreadAfter !== null && row.seq > unreadAfter && (before === null || before.seq <= unreadAfter);
    if (mark) {
      result.push({ key: 'unread', kind: 'unread' });
    }
    row.isFirst =
      newDay || mark || between.length > 0 || before.author.id !== row.author.id || row.date - before.date > SAME_GROUP;
    if (before) {
      before.isLast = row.isFirst;
    }
    row.isLast = true;
    result.push(row);
    before = row;
  }
  result.push(...lines);
  return result;
}

function stored(message, myId) {
  const isMine = message.author.id === myId;
  return {
    ...message,
    of: message,
    kind: 'message',
    // the same element shows a message before and after it was stored
    key: isMine && message.clientMessageId !== null ? `mine ${message.clientMessageId}` : `seq ${message.seq}`,
    isMine,
    state: 'sent',
    date: new Date(message.createdAt),
  };
}

function pending(item) {
  return {
    ...item,
    of: item,
    kind: 'message',
    key: `mine ${item.id}`,
    isMine: true,
    seq: Infinity,
    date: new Date(item.createdAt),
  };
}
