import { h } from '../page/element.js';
import { cleanName, shortened } from '../page/names.js';
import { reconcile } from '../page/reconcile.js';
import { texts } from '../texts/texts.js';

const NAMES_SHOWN = 20;

/**
 * How people reacted to a message, as buttons: a click joins them, or takes back one's own.
 *
 * @param react is called with the emoji and whether it is to be there
 */
export function reactions(react) {
  const view = h('ul', { class: 'reactions', 'aria-label': texts.reactions, hidden: true });
  return {
    view,
    show: (all, { myId, userOf }) => {
      view.hidden = all.length === 0;
      reconcile(
        view,
        all.map(({ emoji, userIds }) => ({ key: emoji, emoji, userIds })),
        ({ emoji }) => create(emoji, react),
        (element, row) => update(element, row, myId, userOf),
      );
    },
  };
}

function create(emoji, react) {
  const count = h('span', {});
  const button = h(
    'button',
    { type: 'button', class: 'reaction', onclick: () => react(emoji, button.getAttribute('aria-pressed') !== 'true') },
    h('bdi', { class: 'emoji' }, emoji),
    count,
  );
  return Object.assign(h('li', {}, button), { button, count });
}

function update({ button, count }, { emoji, userIds }, myId, userOf) {
  count.textContent = userIds.length;
  button.setAttribute('aria-pressed', userIds.includes(myId));
  button.setAttribute('aria-label', texts.reaction(emoji, userIds.length));
  button.title = names(userIds, myId, userOf);
}

function names(userIds, myId, userOf) {
  return shortened(userIds.map((id) => (id === myId ? texts.you : cleanName(userOf(id)?.nickname ?? ''))), NAMES_SHOWN);
}
