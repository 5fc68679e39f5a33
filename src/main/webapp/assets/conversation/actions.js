import { h } from '../page/element.js';
import { texts } from '../texts/texts.js';

const EMOJI = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/**
 * What can be done with a message: react, edit and delete. It goes away when it is left.
 *
 * @param edit null where the message is another's
 * @param erase null where it is another's and one is no admin
 */
export function actions({ react, edit, erase, close }) {
  const view = h('div', { class: 'actions', role: 'group', 'aria-label': texts.more, tabindex: '-1', onkeydown: leave, onfocusout: leave });
  const way = (text, onclick, attributes = {}) => h('button', { type: 'button', onclick, ...attributes }, text);

  const emoji = (each) => way(each, () => react(each), { class: 'emoji', 'aria-label': texts.reactWith(each), title: texts.reactWith(each) });
  view.append(...EMOJI.map(emoji), ...(edit ? [way(texts.edit, edit)] : []), ...(erase ? [way(texts.erase, ask)] : []));

  /** What is deleted is gone for good. */
  function ask() {
    const no = way(texts.cancel, close, { 'aria-describedby': 'erase-question' });
    view.replaceChildren(h('span', { id: 'erase-question' }, texts.eraseQuestion), way(texts.erase, erase, { class: 'danger' }), no);
    no.focus();
  }

  // a moment later: the focus may be on its way to the next of these, and a browser may crash where what it handles a click on goes away
  function leave(event) {
    setTimeout(() => {
      if (event.key === 'Escape' || (event.type === 'focusout' && !view.contains(document.activeElement))) {
        close();
      }
    });
  }

  return { view, focus: () => view.firstElementChild.focus() };
}
