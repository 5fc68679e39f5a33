import { h, icon } from '../page/element.js';
import { texts } from '../texts/texts.js';
import { field } from './field.js';

/** What was begun in each conversation, while the tab lives. */
const drafts = new Map();

/** Where one writes. */
export function composer(conversation, send) {
  const button = h('button', { class: 'primary round', 'aria-label': texts.send, title: texts.send }, icon('send'));
  const { input, note, isGood, set } = field({ id: 'compose' }, { onchange: change, onenter: submit });
  const form = h('form', { class: 'composer', onsubmit: submit }, note, h('div', { class: 'line' }, input, button));

  function change() {
    drafts.set(conversation.key, input.value);
    button.disabled = !isGood();
  }

  function submit(event) {
    event.preventDefault();
    if (!button.disabled) {
      send(input.value);
      set('');
      input.focus();
    }
  }

  /** The conversation has another title. */
  function retitle() {
    const label = conversation.isWhisper ? texts.whisperTo(conversation.title) : texts.messageTo(conversation.title);
    input.placeholder = label;
    input.setAttribute('aria-label', label);
  }

  retitle();
  set(drafts.get(conversation.key) ?? '');
  return { view: form, focus: () => input.focus(), retitle };
}
