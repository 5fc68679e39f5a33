/** Who is in a chat, and what it is called: both can be changed here by those who may, and everybody can leave. */
import { sentences } from '../conversation/message.js';
import { h, icon } from '../page/element.js';
import { avatar, bdi, cleanName } from '../page/names.js';
import { reconcile } from '../page/reconcile.js';
import { soon } from '../page/soon.js';
import { chatName, peopleSearch } from '../people/fields.js';
import { wording } from '../session/problem.js';
import { texts } from '../texts/texts.js';
import { asking, create, update } from './member.js';
import { membersTexts } from './texts.js';

export { reason, unsent, unsentLink } from './farewell.js';

const REFUSED = {
  forbidden: membersTexts.notAdmin,
  not_a_member: membersTexts.notMember,
  chat_not_found: membersTexts.notMember,
  user_not_found: membersTexts.noSuchUser,
  validation_failed: membersTexts.refused,
  unanswered: texts.whyUnanswered,
  unavailable: texts.whyUnanswered,
};

document.head.append(h('link', { rel: 'stylesheet', href: new URL('../style/members.css', import.meta.url) }));

/** @param host the element that it goes away with */
export function showMembers({ conversation, conversations, connection, host }) {
  const { myId } = conversation;
  const leaving = new AbortController();
  let shownName = conversation.name;
  let told = conversation.happened.at(-1)?.rev;
  let isBusy = false;

  const name = chatName(() => updateName(), 'members-name');
  const save = h('button', {}, texts.save);
  const naming = h('form', { class: 'naming', onsubmit: rename }, name.view, save);
  const search = peopleSearch({ id: 'members-search', label: membersTexts.addPeople, row: result });
  const adding = h('div', { class: 'adding' }, search.field, search.people);
  const status = h('p', { class: 'help', role: 'status' });
  const list = h('ul', { class: 'member-list', tabindex: '-1', 'aria-labelledby': 'members-title' });
  const failure = h('p', { class: 'failure', role: 'alert' });
  const footer = h('footer', { class: 'ways' });
  const close = h('button', { type: 'button', class: 'round', 'aria-label': texts.close, title: texts.close, onclick: () => dialog.close() }, icon('close'));
  const dialog = h(
    'dialog',
    { 'aria-labelledby': 'members-title', onclick: (event) => event.target === dialog && dialog.close(), onclose: end },
    h('div', { class: 'finder' }, h('header', {}, h('h2', { id: 'members-title' }, membersTexts.title), close), h('div', { class: 'parts' }, naming, adding, list), status, failure, footer),
  );

  function show() {
    if (!dialog.isConnected) {
      end();
      return;
    }
    const { users, admins, isLed } = conversation;
    naming.hidden = !isLed;
    adding.hidden = !isLed;
    const hadFocus = list.contains(document.activeElement);
    reconcile(
      list,
      users.map((user) => ({
        key: `${user.id} ${user.nickname}`,
        user,
        myId,
        isAdmin: admins.includes(user.id),
        mayRemove: isLed && user.id !== myId,
        remove: (back) => remove(user.id, back),
      })),
      create,
      update,
    );
    if (hadFocus && !list.contains(document.activeElement)) {
      list.focus();
    }
    search.people.querySelectorAll('li').forEach((each) => each.update());
    if (conversation.name !== shownName) {
      if (name.value() === shownName) {
        name.set(conversation.name);
      }
      shownName = conversation.name;
    }
    updateName();
    tell();
  }

  /** What happens is said here, too: nobody hears the page behind a dialog. */
  function tell() {
    const last = conversation.happened.at(-1);
    if (last?.rev !== told) {
      told = last?.rev;
      status.replaceChildren(...sentences(last, myId).map((sentence) => h('span', {}, sentence)));
    }
  }

  function updateName() {
    save.disabled = isBusy || !name.isGood() || name.value() === conversation.name;
  }

  function result(user) {
    const nickname = cleanName(user.nickname);
    const way = h('button', { type: 'button', 'aria-label': membersTexts.addName(nickname), onclick: () => add(user.id) }, membersTexts.add);
    const hint = h('span', { class: 'hint' }, membersTexts.member);
    const element = h('li', {}, avatar(nickname, user.id), h('span', { class: 'name' }, bdi(nickname)), hint, way);
    element.update = () => {
      const isMember = conversation.users.some(({ id }) => id === user.id);
      hint.hidden = !isMember;
      way.hidden = isMember;
    };
    element.update();
    return element;
  }

  async function add(userId) {
    if (await ask('add_members', { userIds: [userId] })) {
      search.clear();
      search.focus();
    }
  }

  async function rename(event) {
    event.preventDefault();
    if (!save.disabled) {
      await ask('update_chat', { name: name.value() });
    }
  }

  /** @param back is called where it was refused */
  async function remove(userId, back) {
    if (!(await ask('remove_members', { userIds: [userId] }))) {
      back();
    }
  }

  /** One thing at a time. What becomes of it is heard as everybody hears it. */
  async function ask(event, data) {
    if (isBusy) {
      return false;
    }
    isBusy = true;
    updateName();
    failure.textContent = '';
    try {
      await connection.ask(event, { chatId: conversation.id, ...data });
      return true;
    } catch (problem) {
      if (problem.violations?.some(({ field }) => field === 'name')) {
        name.refuse(texts.badChatName);
      } else {
        failure.textContent = wording(problem, REFUSED);
      }
      return false;
    } finally {
      isBusy = false;
      updateName();
    }
  }

  function end() {
    leaving.abort();
    dialog.remove();
  }

  const { signal } = leaving;
  conversations.addEventListener('change', soon(show), { signal });
  connection.addEventListener('live', () => search.refresh(), { signal });
  asking(footer, {
    way: membersTexts.leave,
    question: membersTexts.leaveQuestion,
    sure: membersTexts.leave,
    act: (back) => remove(myId, back),
  });
  name.set(conversation.name);
  search.clear();
  host.append(dialog);
  show();
  dialog.showModal();
  close.focus();
}
