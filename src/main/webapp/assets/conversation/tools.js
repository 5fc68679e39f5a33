/** What people do with a message that is stored: how they reacted to it, a button for more, and what that opens. */
import { h } from '../page/element.js';
import { wording } from '../session/problem.js';
import { texts } from '../texts/texts.js';
import { actions } from './actions.js';
import { REFUSED } from './changes.js';
import { editor } from './editor.js';
import { reactions } from './reactions.js';

export class Tools {
  button = h('button', {
    type: 'button',
    class: 'more round',
    'aria-label': texts.more,
    title: texts.more,
    'aria-expanded': 'false',
    // the focus stays where it is until the click tells where it goes
    onmousedown: (event) => event.preventDefault(),
    onclick: () => this.#toggle(),
  });
  reactions = reactions((emoji, on) => this.#ask((changes) => changes.react(this.#row, emoji, on)));
  #failure = h('p', { class: 'failure', role: 'alert' });
  #element;
  #context;
  #row = null;
  /** The actions or the editor, or null. */
  #open = null;

  /** @param element the message; what is opened comes to the end of its `content` */
  constructor(element, context) {
    this.#element = element;
    this.#context = context;
  }

  /** The message is this now. */
  show(row) {
    const hadFocus = this.#element.contains(document.activeElement);
    this.#row = row;
    if (row.deletedAt && !this.#isEditing) {
      this.#close();
    }
    this.button.hidden = Boolean(row.deletedAt);
    this.reactions.show(row.reactions ?? [], this.#context);
    if (hadFocus && !this.#isEditing && (row.deletedAt || !this.#element.contains(document.activeElement))) {
      this.#focus();
    }
  }

  get #isEditing() {
    return this.#element.classList.contains('editing');
  }

  #toggle() {
    if (this.#open) {
      this.#close();
      return;
    }
    const isMine = this.#row.author.id === this.#context.myId;
    const { view, focus } = actions({
      react: (emoji) => this.#do((changes) => changes.react(this.#row, emoji, true)),
      edit: isMine ? () => this.#edit() : null,
      erase: isMine || this.#context.isLed() ? () => this.#do((changes) => changes.erase(this.#row)) : null,
      close: () => this.#open === view && this.#close(),
    });
    this.#put(view);
    this.button.setAttribute('aria-expanded', 'true');
    focus();
  }

  #edit() {
    const { view, focus } = editor(this.#row.message, {
      save: (text, id) => this.#context.changes.edit(this.#row, text, id),
      close: () => this.#open === view && this.#close(),
    });
    this.#put(view);
    this.#element.classList.add('editing');
    focus();
  }

  #put(view) {
    this.#context.keepPlace(() => {
      this.#failure.remove();
      this.#open?.remove();
      this.#open = view;
      this.#element.content.append(view);
    });
  }

  /** The focus goes back to where it came from, unless it has gone elsewhere. */
  #close() {
    if (this.#open === null) {
      return;
    }
    const hadFocus = this.#open.contains(document.activeElement);
    this.#context.keepPlace(() => {
      this.#open.remove();
      this.#open = null;
      this.#element.classList.remove('editing');
    });
    this.button.setAttribute('aria-expanded', 'false');
    if (hadFocus) {
      this.#focus();
    }
  }

  #focus() {
    (this.#element.querySelector('.deleted') ?? this.button).focus({ preventScroll: true });
  }

  #do(work) {
    this.#close();
    this.#ask(work);
  }

  async #ask(work) {
    this.#failure.remove();
    try {
      await work(this.#context.changes);
    } catch (problem) {
      this.#failure.textContent = wording(problem, REFUSED);
      this.#context.keepPlace(() => this.#element.content.append(this.#failure));
    }
  }
}
