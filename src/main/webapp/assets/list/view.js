/** The list of conversations beside (or on a phone before) the open one. */
import { h, icon } from '../page/element.js';
import { avatar, bdi, cleanName } from '../page/names.js';
import { reconcile } from '../page/reconcile.js';
import { route } from '../page/route.js';
import { soon } from '../page/soon.js';
import { texts } from '../texts/texts.js';
import { create, update } from './row.js';

const STEP = 40;
const NEAR_END = 400;

export function listView({ conversations, me, find, leave }) {
  let kind = route()?.kind ?? 'chat';
  let shown = STEP;
  let isLoaded = false;

  const face = h('span', { class: 'face' });
  const title = h('h1', { class: 'me' });
  const rows = h('ul', { class: 'conversation-rows' });
  const nothing = h('div', { class: 'nothing', hidden: true });
  const scroller = h('div', { class: 'list-scroller' }, rows, nothing);
  const switches = { chat: choice('chat', texts.chats), whisper: choice('whisper', texts.whispers) };
  const view = h(
    'nav',
    { class: 'list', 'aria-label': texts.conversations },
    h(
      'header',
      { class: 'list-head' },
      face,
      title,
      h('button', { type: 'button', class: 'round', 'aria-label': texts.signOut, title: texts.signOut, onclick: leave }, icon('leave')),
      h('button', { type: 'button', class: 'round primary', 'aria-label': texts.newConversation, title: texts.newConversation, onclick: () => find() }, icon('pen')),
    ),
    h('fieldset', { class: 'switch' }, h('legend', { class: 'visually-hidden' }, texts.showConversations), switches.chat.view, switches.whisper.view),
    scroller,
  );
  switches[kind].input.checked = true;

  function choice(value, label) {
    const input = h('input', { type: 'radio', name: 'kind', value, onchange: () => show(value) });
    const badge = h('span', { class: 'badge', hidden: true });
    return { input, badge, view: h('label', {}, input, h('span', {}, label, badge)) };
  }

  /** Whose list it is. */
  function sign() {
    const nickname = cleanName(me.nickname);
    face.replaceChildren(avatar(nickname, me.id));
    title.replaceChildren(bdi(nickname));
  }

  function show(which) {
    kind = which;
    shown = STEP;
    switches[kind].input.checked = true;
    scroller.scrollTop = 0;
    render();
    moved();
  }

  function render() {
    const all = conversations.of(kind);
    const open = route()?.key;
    rows.style.setProperty('--count', Math.min(shown, all.length));
    reconcile(
      rows,
      all.slice(0, shown).map((conversation, index) => ({
        key: conversation.key,
        conversation,
        index,
        unread: conversation.mark.unread,
        isOpen: conversation.key === open,
      })),
      create,
      update,
    );
    if (isLoaded) {
      nothing.hidden = all.length > 0;
      if (all.length === 0 && nothing.dataset.kind !== kind) {
        nothing.dataset.kind = kind;
        nothing.replaceChildren(...empty());
      }
    }
    const unread = { chat: conversations.unread('chat'), whisper: conversations.unread('whisper') };
    for (const [each, { badge }] of Object.entries(switches)) {
      badge.hidden = unread[each] === 0;
      badge.textContent = String(unread[each]);
    }
    const total = unread.chat + unread.whisper;
    document.title = total > 0 ? `(${total}) ${texts.app}` : texts.app;
  }

  const empty = () => [
    h('p', { class: 'strong' }, kind === 'chat' ? texts.noChats : texts.noWhispers),
    h('p', {}, kind === 'chat' ? texts.noChatsHint : texts.noWhispersHint),
    h('button', { type: 'button', onclick: () => find() }, icon('search'), texts.findPeople),
  ];

  async function moved() {
    if (scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight > NEAR_END) {
      return;
    }
    if (shown < conversations.count(kind)) {
      shown += STEP;
      render();
    } else if (isLoaded && conversations.hasMore(kind)) {
      await conversations.more(kind).catch(() => {});
    }
  }

  sign();
  conversations.addEventListener('change', soon(render));
  scroller.addEventListener('scroll', moved, { passive: true });
  return {
    view,
    show,
    render,
    sign,
    loaded: () => {
      isLoaded = true;
      render();
    },
    failed: (again) => {
      nothing.hidden = false;
      nothing.dataset.kind = 'failed';
      nothing.replaceChildren(
        h('p', { class: 'strong' }, texts.listFailed),
        h('button', { type: 'button', onclick: again }, texts.tryAgain),
      );
    },
  };
}
