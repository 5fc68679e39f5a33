import { h } from '../page/element.js';
import { texts } from '../texts/texts.js';

const MOST = 4_000;
const WARN_BELOW = 200;

/**
 * Where the text of a message is written, and a note on its length. Enter is the end of it, but not while an input method composes,
 * nor where keys are on glass.
 */
export function field(attributes, { onchange, onenter }) {
  const input = h('textarea', { rows: '1', dir: 'auto', enterkeyhint: onGlass() ? 'enter' : 'send', ...attributes });
  const note = h('p', { class: 'note', role: 'status' });
  const length = () => [...input.value].length;
  const isGood = () => input.value.trim() !== '' && length() <= MOST;

  const change = () => {
    const left = MOST - length();
    note.textContent = left < 0 ? texts.tooLong(-left) : left < WARN_BELOW ? texts.left(left) : '';
    note.classList.toggle('failure', left < 0);
    fit(input);
    onchange();
  };
  input.addEventListener('input', change);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || onGlass()) {
      return;
    }
    event.preventDefault();
    // keyCode 229: some browsers end the composition just before the Enter that ended it
    if (!event.isComposing && event.keyCode !== 229) {
      onenter(event);
    }
  });
  return {
    input,
    note,
    isGood,
    set: (text) => {
      input.value = text;
      change();
    },
  };
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
