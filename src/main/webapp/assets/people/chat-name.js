import { h } from '../page/element.js';
import { refusal } from '../page/refusal.js';
import { texts } from '../texts/texts.js';

/** So many code points, as the server counts; `maxlength` would count an emoji as two or more. */
const MOST = 200;

/** The name of a new chat, which may be left out. */
export function chatName(onchange) {
  const input = h('input', { id: 'chat-name', autocomplete: 'off', 'aria-describedby': 'chat-name-error', oninput: change });
  const error = h('p', { class: 'error', id: 'chat-name-error', role: 'status' });
  const refuse = refusal(input, error);
  const value = () => input.value.trim();
  const excess = () => [...value()].length - MOST;

  function change() {
    refuse(excess() > 0 ? texts.tooLong(excess()) : '');
    onchange();
  }

  return {
    view: h('div', { class: 'field chat-name' }, h('label', { for: 'chat-name' }, texts.chatName), input, error),
    value: () => value() || null,
    isGood: () => excess() <= 0,
    refuse: (text) => {
      refuse(text);
      input.focus();
    },
    clear: () => {
      input.value = '';
      refuse('');
    },
  };
}
