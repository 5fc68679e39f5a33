import { h } from '../page/element.js';
import { refusal } from '../page/refusal.js';
import { texts } from '../texts/texts.js';
import { signIn, signUp } from './session.js';
import { wording } from './problem.js';

/** Signing in, and with a click signing up. */
export function entrance(notice) {
  const note = h('p', { class: 'notice', role: 'status', hidden: !notice }, notice);
  const card = h('div', { class: 'card' });
  const show = (isNew) => {
    card.replaceChildren(
      form(isNew),
      h(
        'p',
        { class: 'other' },
        isNew ? texts.haveAccount : texts.newHere,
        ' ',
        h('button', { type: 'button', class: 'link', onclick: () => show(!isNew) }, isNew ? texts.signIn : texts.signUp),
      ),
    );
    card.querySelector('input').focus();
  };
  const view = h(
    'main',
    { class: 'entrance' },
    h('div', { class: 'brand' }, h('span', { class: 'logo', 'aria-hidden': 'true' }), h('h1', {}, texts.app)),
    h('p', { class: 'tagline' }, texts.tagline),
    note,
    card,
  );
  return { view, start: () => show(false) };
}

function form(isNew) {
  const email = field('email', texts.email, { type: 'email', autocomplete: 'username', inputmode: 'email' });
  const nickname = field('nickname', texts.nickname, { autocomplete: 'nickname', hint: texts.nicknameHint });
  const password = field('password', texts.password, {
    type: 'password',
    autocomplete: isNew ? 'new-password' : 'current-password',
    hint: isNew ? texts.passwordHint : undefined,
  });
  password.box.append(reveal(password.input));
  const fields = isNew ? [email, nickname, password] : [email, password];
  const failure = h('p', { class: 'failure', role: 'alert' });
  const submit = h('button', { class: 'primary' }, isNew ? texts.signUp : texts.signIn);
  const values = () => fields.map(({ input }) => input.value);

  const send = async (event) => {
    event.preventDefault();
    fields.forEach((each) => each.refuse(''));
    failure.textContent = '';
    const empty = fields.find(({ input }) => input.value === '');
    if (empty) {
      empty.refuse(texts.required);
      empty.input.focus();
      return;
    }
    submit.disabled = true;
    try {
      await (isNew ? signUp(...values()) : signIn(...values()));
    } catch (problem) {
      tell(problem, fields, failure);
    } finally {
      submit.disabled = false;
    }
  };
  return h(
    'form',
    { novalidate: true, onsubmit: send },
    h('h2', {}, isNew ? texts.signUp : texts.signIn),
    fields.map((each) => each.view),
    failure,
    submit,
  );
}

function field(name, label, { hint, ...attributes }) {
  const input = h('input', { id: name, name, required: true, spellcheck: 'false', autocapitalize: 'none', ...attributes });
  const box = h('div', { class: 'box' }, input);
  const error = h('p', { class: 'error', id: `${name}-error` });
  const help = h('p', { class: 'help', id: `${name}-help`, hidden: !hint }, hint ?? '');
  input.setAttribute('aria-describedby', `${name}-error ${name}-help`);
  const refuse = refusal(input, error);
  return { name, input, box, refuse, view: h('div', { class: 'field' }, h('label', { for: name }, label), box, help, error) };
}

function reveal(input) {
  const button = h('button', { type: 'button', class: 'quiet', 'aria-pressed': 'false' }, texts.showPassword);
  button.addEventListener('click', () => {
    const shown = input.type === 'text';
    input.type = shown ? 'password' : 'text';
    button.setAttribute('aria-pressed', String(!shown));
    button.textContent = shown ? texts.showPassword : texts.hidePassword;
  });
  return button;
}

const INVALID = { email: texts.badEmail, nickname: texts.badNickname, password: texts.badPassword };
const GENERAL = { unauthorized: texts.wrongPassword, conflict: texts.nicknameTaken, not_found: texts.providerOnly };
const TAKEN = { email: texts.emailTaken, nickname: texts.nicknameTaken };

function tell(problem, fields, failure) {
  const words = problem.code === 'conflict' ? TAKEN : INVALID;
  const refused = fields.filter(({ name }) => problem.violations?.some((violation) => violation.field === name));
  refused.forEach((each) => each.refuse(words[each.name]));
  refused[0]?.input.focus();
  if (refused.length === 0) {
    failure.textContent = wording(problem, GENERAL);
  }
}
