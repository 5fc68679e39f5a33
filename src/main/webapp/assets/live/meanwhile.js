/**
 * An answer tells how things were at some time between asking and answering. What the server says by itself meanwhile may be newer,
 * and comes in its one order, so that wins.
 */
const waiting = new Set();

const key = ({ chatId, seq, id }) => (seq === undefined ? `user/${id}` : `${chatId}/${seq}`);

function now(heard, each) {
  const newer = (each && heard.get(key(each))) ?? each;
  const author = newer?.author && heard.get(key(newer.author));
  return author ? { ...newer, author } : newer;
}

/** A message that was heard, or a user, as they are now. */
export function overtake(each) {
  for (const heard of waiting) {
    heard.set(key(each), each);
  }
}

/**
 * Waits for an answer.
 *
 * @param take gets the answer, a function that makes a message of it (or null) or a user what they are by now, and one that tells
 *     whether a message of a chat was deleted meanwhile
 */
export async function meanwhile(answer, take) {
  const heard = new Map();
  waiting.add(heard);
  try {
    return take(
      await answer,
      (each) => now(heard, each),
      (chatId) => [...heard.values()].some((message) => message.chatId === chatId && message.deletedAt),
    );
  } finally {
    waiting.delete(heard);
  }
}
