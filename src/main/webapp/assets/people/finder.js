/** Finds people as one types, to begin a chat with some or a whisper with one. */
import { h, icon } from '../page/element.js';
import { avatar, bdi, cleanName } from '../page/names.js';
import { pause } from '../page/soon.js';
import { call } from '../session/session.js';
import { texts } from '../texts/texts.js';

const TYPING = 180;
const MOST = 30;
/** So far the server counts. */
const COUNTED_TO = 10_000;

export function finder({ me, startChat, startWhisper }) {
  const chosen = new Map();
  let asked = 0;
  let asking = new AbortController();

  const search = h('input', { id: 'search', type: 'search', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'found' });
  const found = h('p', { class: 'help', id: 'found', role: 'status' });
  const results = h('ul', { class: 'results' });
  const chips = h('ul', { class: 'chips', 'aria-label': texts.chosen });
  const name = h('input', { id: 'chat-name', autocomplete: 'off' });
  const nameField = h('div', { class: 'field', hidden: true }, h('label', { for: 'chat-name' }, texts.chatName), name);
  const failure = h('p', { class: 'failure', role: 'alert' });
  const whisper = h('button', { type: 'button', onclick: () => begin(() => startWhisper([...chosen.values()][0])) }, icon('lock'), texts.whisper);
  const chat = h('button', { class: 'primary' }, texts.startChat);
  const form = h(
    'form',
    { class: 'finder', method: 'dialog' },
    h('header', {}, h('h2', { id: 'find-title' }, texts.findTitle), h('button', { type: 'button', class: 'round', 'aria-label': texts.close, title: texts.close, onclick: () => dialog.close() }, icon('close'))),
    h('div', { class: 'field' }, h('label', { for: 'search' }, texts.search), search),
    chips,
    found,
    results,
    nameField,
    failure,
    h('footer', {}, whisper, chat),
  );
  const dialog = h('dialog', { 'aria-labelledby': 'find-title' }, form);

  async function find() {
    const query = search.value.trim();
    const turn = ++asked;
    asking.abort();
    asking = new AbortController();
    try {
      await pause(TYPING);
      if (turn !== asked) {
        return;
      }
      const page = await call(`/users?query=${encodeURIComponent(query)}&limit=${MOST}`, { signal: asking.signal });
      if (turn === asked) {
        found.textContent = page.data.length === 0 ? texts.noneFound(query) : texts.found(page.total, page.total === COUNTED_TO);
        results.replaceChildren(...page.data.map(result));
      }
    } catch (e) {
      if (turn === asked && e.name !== 'AbortError') {
        found.textContent = texts.searchFailed;
      }
    }
  }

  function result(user) {
    const nickname = cleanName(user.nickname);
    const box = h('input', { type: 'checkbox', checked: chosen.has(user.id), onchange: () => choose(user, box.checked) });
    return h('li', {}, h('label', {}, avatar(nickname, user.id), h('span', { class: 'name' }, bdi(nickname)), user.id === me.id ? h('span', { class: 'hint' }, texts.you) : null, box));
  }

  function choose(user, isChosen) {
    if (isChosen) {
      chosen.set(user.id, user);
    } else {
      chosen.delete(user.id);
    }
    show();
  }

  function show() {
    chips.replaceChildren(
      ...[...chosen.values()].map((user) => {
        const nickname = cleanName(user.nickname);
        const remove = () => {
          choose(user, false);
          find();
          search.focus();
        };
        return h('li', {}, bdi(nickname), h('button', { type: 'button', class: 'quiet', 'aria-label': texts.remove(nickname), onclick: remove }, icon('close')));
      }),
    );
    chips.hidden = chosen.size === 0;
    nameField.hidden = chosen.size === 0;
    chat.disabled = chosen.size === 0;
    whisper.disabled = chosen.size !== 1;
  }

  async function begin(start) {
    failure.textContent = '';
    try {
      await start();
      dialog.close();
    } catch (problem) {
      failure.textContent = problem.code === 'offline' ? texts.offline : texts.broken;
    }
  }

  search.addEventListener('input', find);
  search.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (chosen.size > 0) {
      begin(() => startChat([...chosen.keys()], name.value.trim() || null));
    }
  });
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());

  return {
    view: dialog,
    open: () => {
      chosen.clear();
      search.value = '';
      name.value = '';
      failure.textContent = '';
      found.textContent = texts.searchHint;
      results.replaceChildren();
      show();
      dialog.showModal();
      search.focus();
      find();
    },
  };
}
