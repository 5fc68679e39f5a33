/** Where the page begins: whoever may still be signed in goes on, everybody else signs in. */
import { App } from './app.js';
import { h } from './page/element.js';
import { Problem } from './session/problem.js';
import { entrance } from './session/entrance.js';
import { mayResume, me, resume, session } from './session/session.js';
import { language, texts } from './texts/texts.js';

const AGAIN_AFTER = 2_000;

/** Says after the reload why one is at the entrance. */
const NOTICE = 'chats.signed-out';

let app = null;

document.documentElement.lang = language;
document.title = texts.app;

session.addEventListener('in', () => {
  // older versions of the page kept there what was read
  localStorage.removeItem(`chats.seen.${me().id}`);
  app = new App(me());
  document.body.replaceChildren(app.view);
  app.start();
});

session.addEventListener('out', ({ asked }) => {
  if (app === null) {
    return;
  }
  app.stop();
  if (asked) {
    app.forget();
  } else {
    sessionStorage.setItem(NOTICE, '');
  }
  app = null;
  history.replaceState(null, '', '/');
  location.reload();
});

function enter() {
  const { view, start } = entrance(sessionStorage.getItem(NOTICE) === null ? '' : texts.signedOutElsewhere);
  sessionStorage.removeItem(NOTICE);
  document.body.replaceChildren(view);
  start();
  performance.mark('usable');
}

async function goOn() {
  try {
    await resume();
  } catch (problem) {
    if (problem instanceof Problem && problem.code !== 'unauthorized' && problem.code !== 'not_found') {
      document.body.replaceChildren(h('main', { class: 'entrance' }, h('p', { role: 'status' }, texts.offline)));
      setTimeout(goOn, AGAIN_AFTER);
    } else {
      enter();
    }
  }
}

if (mayResume()) {
  document.body.replaceChildren(h('main', { class: 'entrance resuming' }, h('p', { class: 'visually-hidden', role: 'status' }, texts.resuming)));
  goOn();
} else {
  enter();
}
