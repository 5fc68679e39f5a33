import { doer } from '../conversation/message.js';
import { h } from '../page/element.js';
import { bdi } from '../page/names.js';
import { address } from '../page/route.js';
import { texts } from '../texts/texts.js';
import { membersTexts } from './texts.js';

/** Why a chat is not there any more. */
export function reason(conversation, by) {
  const { title, myId } = conversation;
  const user = conversation.userOf(by);
  const name = bdi(title);
  return by === myId ? membersTexts.youLeft(name) : user ? membersTexts.removedYou(doer(user, myId), name) : membersTexts.youAreGone(name);
}

/** Leads to what was not sent there. */
export const unsentLink = ({ key, title }) => h('a', { href: address(key) }, membersTexts.goneUnsent(bdi(title)));

/** What was written for a conversation and cannot be sent there: it can be copied until it is deleted. */
export function unsent(outbox, key) {
  const list = h('ul', { class: 'unsent', 'aria-label': texts.notSent });

  function show() {
    const all = outbox.of(key);
    list.hidden = all.length === 0;
    list.replaceChildren(
      ...all.map(({ id, message }) =>
        h(
          'li',
          {},
          h('p', { class: 'failure' }, texts.notSent),
          h('p', { class: 'text', dir: 'auto' }, message),
          h('button', { type: 'button', class: 'link', onclick: () => outbox.discard(id) }, texts.discard),
        ),
      ),
    );
  }

  const again = () => (list.isConnected ? show() : outbox.removeEventListener('change', again));
  outbox.addEventListener('change', again);
  show();
  return list;
}
