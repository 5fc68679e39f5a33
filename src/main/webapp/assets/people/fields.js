/** What is filled in where people are chosen for a chat: its name, and whom one looks for. */
import { h } from '../page/element.js';
import { refusal } from '../page/refusal.js';
import { pause } from '../page/soon.js';
import { call } from '../session/session.js';
import { texts } from '../texts/texts.js';

/** So many code points, as the server counts; `maxlength` would count an emoji as two or more. */
const LONGEST_NAME = 200;
const TYPING = 180;
const FOUND_AT_ONCE = 30;
/** So far the server counts. */
const COUNTED_TO = 10_000;
/** Of what is searched for. */
const LONGEST_SEARCH = 100;

/** The name of a chat, which may be left out. */
export function chatName(onchange, id = 'chat-name') {
  const input = h('input', { id, autocomplete: 'off', 'aria-describedby': `${id}-error`, oninput: change });
  const error = h('p', { class: 'error', id: `${id}-error`, role: 'status' });
  const refuse = refusal(input, error);
  const value = () => input.value.trim();
  const excess = () => [...value()].length - LONGEST_NAME;

  function change() {
    refuse(excess() > 0 ? texts.tooLong(excess()) : '');
    onchange();
  }

  return {
    view: h('div', { class: 'field chat-name' }, h('label', { for: id }, texts.chatName), input, error),
    value: () => value() || null,
    isGood: () => excess() <= 0,
    refuse: (text) => {
      refuse(text);
      input.focus();
    },
    set: (name) => {
      input.value = name ?? '';
      refuse('');
    },
  };
}

/**
 * Finds people as one types.
 *
 * @param id of the field
 * @param row makes an element of each user who is found
 */
export function peopleSearch({ id, label, row }) {
  let asked = 0;
  let asking = new AbortController();
  let hasFailed = false;

  const input = h('input', { id, type: 'search', maxlength: LONGEST_SEARCH, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': `${id}-found` });
  const found = h('p', { class: 'help', id: `${id}-found`, role: 'status' });
  const results = h('ul', { class: 'results' });

  async function find() {
    const query = input.value.trim();
    const turn = ++asked;
    asking.abort();
    asking = new AbortController();
    try {
      await pause(TYPING);
      if (turn !== asked) {
        return;
      }
      const page = await call(`/users?query=${encodeURIComponent(query)}&limit=${FOUND_AT_ONCE}`, { signal: asking.signal });
      if (turn === asked) {
        hasFailed = false;
        found.textContent = page.data.length === 0 ? texts.noneFound(query) : texts.found(page.total, page.total === COUNTED_TO);
        results.replaceChildren(...page.data.map(row));
      }
    } catch (e) {
      if (turn === asked && e.name !== 'AbortError') {
        hasFailed = true;
        found.textContent = texts.searchFailed;
        results.replaceChildren();
      }
    }
  }

  input.addEventListener('input', find);
  input.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());

  return {
    field: h('div', { class: 'field' }, h('label', { for: id }, label), input),
    people: h('div', { class: 'people' }, found, results),
    find,
    focus: () => input.focus(),
    /** The connection is back. */
    refresh: () => hasFailed && find(),
    clear: () => {
      asked++;
      hasFailed = false;
      input.value = '';
      found.textContent = texts.searchHint;
      results.replaceChildren();
    },
  };
}
