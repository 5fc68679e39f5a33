import { h, icon } from '../page/element.js';
import { texts } from '../texts/texts.js';

const MOST = 4_000;
const WARN_BELOW = 200;

/** What was begun in each conversation, while the tab lives. */
const drafts = new Map();

/** Where one writes. Enter sends, but not while an input method composes, nor where keys are on glass. */
export function composer(conversation, send) {
  const label = conversation.isWhisper ? texts.whisperTo(conversation.title) : texts.messageTo(conversation.title);
  const input = h('textarea', { id: 'compose', rows: '1', placeholder: label, 'aria-label': label, dir: 'auto', enterkeyhint: onGlass() ? 'enter' : 'send' });
  const note = h('p', { class: 'note', role: 'status' });
  const button = h('button', { class: 'primary round', 'aria-label': texts.send, title: texts.send }, icon('send'));
  const form = h('form', { class: 'composer' }, note, h('div', { class: 'line' }, input, button));

  const change = () => {
    const length = [...input.value].length;
    drafts.set(conversation.key, input.value);
    button.disabled = input.value.trim() === '' || length > MOST;
    note.textContent =
      length > MOST ? texts.tooLong(length - MOST) : length > MOST - WARN_BELOW ? texts.left(MOST - length) : '';
    note.classList.toggle('failure', length > MOST);
    fit(input);
  };
  const submit = (event) => {
    event.preventDefault();
    if (!button.disabled) {
      send(input.value);
      input.value = '';
      change();
      input.focus();
    }
  };
  input.addEventListener('input', change);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || onGlass()) {
      return;
    }
    event.preventDefault();
    // keyCode 229: some browsers end the composition just before the Enter that ended it
    if (!event.isComposing && event.keyCode !== 229) {
      submit(event);
    }
  });
  form.addEventListener('submit', submit);
  input.value = drafts.get(conversation.key) ?? '';
  change();
  return { view: form, focus: () => input.focus() };
}

/** Keys on glass have no Shift for another line, and a button to send is near. */
const onGlass = () => matchMedia('(hover: none)').matches;

/** As high as its text, where the browser does not do that by itself. */
function fit(input) {
  if (!CSS.supports('field-sizing', 'content')) {
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight}px`;
  }
}
