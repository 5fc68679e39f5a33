/** A line below a conversation says who is typing there, and others are told while one types oneself. */
import { h } from '../page/element.js';
import { bdi, cleanName, shortened } from '../page/names.js';
import { presenceTexts } from './texts.js';

/** Nobody tells that he stopped. */
const SHOWN_FOR = 5_000;
const TOLD_EACH = 2_000;
const NAMES_SHOWN = 3;

/** In the view of a conversation that was just opened. */
export function showTyping({ conversation, composer, left }, connection) {
  // no live region: what comes and goes by itself would be read aloud all the time
  const line = h('p', { class: 'typing' });
  const timers = new Map();
  let toldAt = -Infinity;

  function show() {
    const names = [...timers.keys()].flatMap((id) => conversation.userOf(id) ?? []).map(({ nickname }) => cleanName(nickname));
    line.replaceChildren(...(names.length === 0 ? [] : presenceTexts.typing(bdi(shortened(names, NAMES_SHOWN)), names.length, names.length > NAMES_SHOWN)));
  }

  function begin(userId) {
    clearTimeout(timers.get(userId));
    timers.set(userId, setTimeout(() => end(userId), SHOWN_FOR));
    show();
  }

  function end(userId) {
    clearTimeout(timers.get(userId));
    timers.delete(userId);
    show();
  }

  function tell(text) {
    if (text.trim() !== '' && conversation.chatId !== null && performance.now() - toldAt >= TOLD_EACH) {
      toldAt = performance.now();
      // nobody misses one that is lost
      connection.ask('typing', { chatId: conversation.chatId }).catch(() => {});
    }
  }

  const on = (name, listener) =>
    connection.addEventListener(name, ({ data }) => data.chatId === conversation.chatId && listener(data), { signal: left });
  on('typing', ({ userId }) => userId !== conversation.myId && begin(userId));
  on('receive_message', ({ author }) => end(author.id));
  on('receive_whisper', ({ author }) => end(author.id));
  on('chat_changed', ({ removed }) => removed.forEach(end));
  composer.view.addEventListener('input', ({ target }) => tell(target.value));
  composer.view.before(line);
}
