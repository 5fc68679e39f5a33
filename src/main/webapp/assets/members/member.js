/** One member in the list, with a way to remove him that asks first. */
import { h } from '../page/element.js';
import { avatar, bdi, cleanName, presence } from '../page/names.js';
import { newId } from '../page/new-id.js';
import { texts } from '../texts/texts.js';
import { membersTexts } from './texts.js';

export function create({ user, myId }) {
  const name = cleanName(user.nickname);
  const hint = h('span', { class: 'hint' });
  const ways = h('span', { class: 'ways' });
  return Object.assign(h('li', {}, avatar(name, user.id), h('span', { class: 'name' }, bdi(name)), presence({ id: user.id, myId }), hint, ways), { hint, ways });
}

/** Only what is different is touched, and with it the focus. */
export function update(element, { user, myId, isAdmin, mayRemove, remove }) {
  element.hint.textContent = [user.id === myId && texts.you, isAdmin && membersTexts.admin].filter(Boolean).join(', ');
  if (element.mayRemove !== mayRemove) {
    element.mayRemove = mayRemove;
    element.ways.replaceChildren();
    if (mayRemove) {
      const name = cleanName(user.nickname);
      asking(element.ways, {
        way: membersTexts.remove,
        label: texts.remove(name),
        question: membersTexts.removeQuestion(bdi(name)),
        sure: membersTexts.remove,
        act: remove,
      });
    }
  }
}

/** A button in a place of its own that asks first, there. */
export function asking(place, { way, label, question, sure, act }) {
  const button = h('button', { type: 'button', class: 'link', 'aria-label': label, onclick: ask }, way);

  function ask() {
    const id = `sure-${newId()}`;
    const said = h('span', { id }, question);
    const no = h('button', { type: 'button', 'aria-describedby': id, onclick: back }, texts.cancel);
    const yes = h('button', { type: 'button', class: 'danger', onclick: () => act(back) }, sure);
    place.replaceChildren(said, yes, no);
    no.focus();
  }

  function back() {
    const hadFocus = place.contains(document.activeElement);
    place.replaceChildren(button);
    if (hadFocus) {
      button.focus();
    }
  }

  back();
}
