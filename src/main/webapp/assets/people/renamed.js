/** Somebody has another nickname: whatever shows it shows the new one. This is loaded when that happens for the first time. */

export function rename(user, { me, conversations, list, open }) {
  const anew = (each) => (each?.id === user.id ? { ...each, ...user } : each);
  /** What is another object is drawn anew; of a message that shows in who reacted, too. */
  const said = (message) =>
    message?.author.id === user.id || message?.reactions?.some(({ userIds }) => userIds.includes(user.id))
      ? { ...message, author: anew(message.author) }
      : message;
  const isIn = ({ by, added, removed }) => [by, ...added, ...removed].some((each) => each?.id === user.id);
  const happened = (what) => (isIn(what) ? { ...what, by: anew(what.by), added: what.added.map(anew), removed: what.removed.map(anew) } : what);

  if (me.id === user.id) {
    me.nickname = user.nickname;
    list.sign();
  }
  for (const each of [...conversations.of('chat'), ...conversations.of('whisper')]) {
    const known = each.userOf(user.id);
    if (known) {
      known.nickname = user.nickname;
    }
    each.last = said(each.last);
    each.happened = each.happened.map(happened);
  }
  conversations.changed();
  open?.timeline.replace(said);
  open?.become();
}
