/**
 * An answer tells how things were at some time between asking and answering. What the server says by itself meanwhile may be newer,
 * and comes in its one order, so that wins.
 */
const waiting = new Set();

const key = ({ chatId, seq }) => `${chatId}/${seq}`;

/** A message that was heard, as it is now. */
export function overtake(message) {
  for (const heard of waiting) {
    heard.set(key(message), message);
  }
}

/**
 * Waits for an answer.
 *
 * @param take gets the answer, a function that makes a message of it (or null) what it is by now, and one that tells whether a message
 *     of a chat was deleted meanwhile
 */
export async function meanwhile(answer, take) {
  const heard = new Map();
  waiting.add(heard);
  try {
    return take(
      await answer,
      (message) => (message && heard.get(key(message))) ?? message,
      (chatId) => [...heard.values()].some((message) => message.chatId === chatId && message.deletedAt),
    );
  } finally {
    waiting.delete(heard);
  }
}
