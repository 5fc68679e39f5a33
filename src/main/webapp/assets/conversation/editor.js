import { h } from '../page/element.js';
import { newId } from '../page/new-id.js';
import { wording } from '../session/problem.js';
import { texts } from '../texts/texts.js';
import { field } from './field.js';
import { REFUSED } from './changes.js';

/**
 * Where the text of a message is edited: Enter saves, Escape leaves it as it was. What is refused stays, and can be saved again; the same
 * edit has the same id as often as it takes.
 */
export function editor(text, { save, close }) {
  const failure = h('p', { class: 'failure', role: 'alert' });
  const button = h('button', { class: 'primary' }, texts.save);
  const { input, note, isGood, set } = field({ 'aria-label': texts.editMessage }, { onchange: change, onenter: submit });
  const form = h(
    'form',
    { class: 'editor', onsubmit: submit, onkeydown: leave },
    note,
    input,
    failure,
    h('div', { class: 'ways' }, button, h('button', { type: 'button', onclick: close }, texts.cancel)),
  );
  let edit = null;
  let isBusy = false;

  function change() {
    button.disabled = !isGood();
  }

  function leave(event) {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation();
      close();
    }
  }

  async function submit(event) {
    event.preventDefault();
    if (isBusy || button.disabled) {
      return;
    }
    if (input.value === text) {
      close();
      return;
    }
    if (edit?.text !== input.value) {
      edit = { text: input.value, id: newId() };
    }
    isBusy = true;
    input.readOnly = true;
    failure.textContent = '';
    try {
      await save(edit.text, edit.id);
      close();
    } catch (problem) {
      failure.textContent = wording(problem, REFUSED);
    } finally {
      isBusy = false;
      input.readOnly = false;
    }
  }

  set(text);
  return {
    view: form,
    focus: () => {
      input.focus();
      input.setSelectionRange(text.length, text.length);
    },
  };
}
