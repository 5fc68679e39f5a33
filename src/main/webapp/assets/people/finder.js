/** Finds people, to begin a chat with some or a whisper with one. */
import { h, icon } from '../page/element.js';
import { avatar, bdi, cleanName } from '../page/names.js';
import { newId } from '../page/new-id.js';
import { wording } from '../session/problem.js';
import { texts } from '../texts/texts.js';
import { chatName, peopleSearch } from './fields.js';

const REFUSED = { validation_failed: texts.chatRefused, conflict: texts.chatRefused, user_not_found: texts.chatRefused };

/**
 * @param startChat is given a request, and makes one chat of it however often it is called
 * @param startWhisper is given a user
 * @param show shows the conversation that one of these two returns
 */
export function finder({ me, startChat, startWhisper, show }) {
  const chosen = new Map();
  let opened = 0;
  let isBusy = false;
  /** What was asked for last, with the id that the chat is known by if it was made after all. */
  let request = null;

  const search = peopleSearch({ id: 'search', label: texts.search, row: result });
  const chips = h('ul', { class: 'chips', 'aria-label': texts.chosen });
  const name = chatName(() => update());
  const failure = h('p', { class: 'failure', role: 'alert' });
  const whisper = h('button', { type: 'button', onclick: () => begin(() => startWhisper([...chosen.values()][0])) }, icon('lock'), texts.whisper);
  const chat = h('button', { class: 'primary' });
  const form = h(
    'form',
    { class: 'finder', method: 'dialog' },
    h('header', {}, h('h2', { id: 'find-title' }, texts.findTitle), h('button', { type: 'button', class: 'round', 'aria-label': texts.close, title: texts.close, onclick: () => dialog.close() }, icon('close'))),
    h(
      'div',
      { class: 'fields' },
      search.field,
      chips,
      search.people,
      name.view,
    ),
    failure,
    h('footer', {}, whisper, chat),
  );
  const dialog = h('dialog', { 'aria-labelledby': 'find-title' }, form);

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
    showChosen();
  }

  function showChosen() {
    chips.replaceChildren(
      ...[...chosen.values()].map((user) => {
        const nickname = cleanName(user.nickname);
        const remove = () => {
          choose(user, false);
          search.find();
          search.focus();
        };
        return h('li', {}, bdi(nickname), h('button', { type: 'button', class: 'quiet', 'aria-label': texts.remove(nickname), onclick: remove }, icon('close')));
      }),
    );
    chips.hidden = chosen.size === 0;
    name.view.hidden = chosen.size === 0;
    update();
  }

  function update() {
    form.setAttribute('aria-busy', String(isBusy));
    chat.textContent = isBusy ? texts.starting : texts.startChat;
    chat.disabled = isBusy || chosen.size === 0 || !name.isGood();
    whisper.disabled = isBusy || chosen.size !== 1;
  }

  function be(busy) {
    isBusy = busy;
    update();
  }

  /** One thing at a time, until it is answered or the dialog was closed. */
  async function begin(start) {
    if (isBusy) {
      return;
    }
    const turn = opened;
    const isAwaited = () => turn === opened && dialog.open;
    failure.textContent = '';
    be(true);
    try {
      const conversation = await start();
      if (isAwaited()) {
        dialog.close();
        show(conversation);
      }
    } catch (problem) {
      if (isAwaited()) {
        be(false);
        tell(problem);
      }
    }
  }

  /** The same request has the same id, so that whoever asks again for what was made already gets that. */
  function requested() {
    const wanted = { userIds: [...chosen.keys()].sort((a, b) => a - b), name: name.value() };
    const what = JSON.stringify(wanted);
    if (request?.what !== what) {
      request = { what, body: { ...wanted, clientChatId: newId() } };
    }
    return request.body;
  }

  function tell(problem) {
    if (problem.violations?.some(({ field }) => field === 'name')) {
      name.refuse(texts.badChatName);
    } else {
      failure.textContent = wording(problem, REFUSED);
      chat.focus();
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!chat.disabled) {
      begin(() => startChat(requested()));
    }
  });
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());

  return {
    view: dialog,
    /** The connection is back. */
    refresh: () => {
      if (dialog.open) {
        search.refresh();
      }
    },
    open: () => {
      if (dialog.open) {
        return;
      }
      opened++;
      isBusy = false;
      request = null;
      chosen.clear();
      search.clear();
      name.set(null);
      failure.textContent = '';
      showChosen();
      dialog.showModal();
      search.focus();
      search.find();
    },
  };
}
