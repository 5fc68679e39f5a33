/**
 * What the tabs of one browser have to do with one another: they take turns (Web Locks) and tell each other what they know
 * (BroadcastChannel). Where a page is not served over TLS, browsers have no locks; then each tab looks after itself, which the
 * server forgives: it takes a cookie twice within half a minute.
 */
const ANSWER_WITHIN = 300;
const TAB = 'chats.tab';
const TURN = 'chats.session';

const channel = new BroadcastChannel('chats');
const locks = navigator.locks;

locks?.request(TAB, { mode: 'shared' }, () => new Promise(() => {}));

export const tell = (message) => channel.postMessage(message);

export function hear(listener) {
  channel.addEventListener('message', ({ data }) => listener(data));
}

/** Runs the work while no other tab runs any. */
export function inTurn(work) {
  return locks ? locks.request(TURN, work) : work();
}

/** What another tab answers to this message, or null if there is none or none answers. */
export async function ask(message, isAnswer) {
  if (!(await others())) {
    return null;
  }
  return new Promise((resolve) => {
    const listener = ({ data }) => isAnswer(data) && done(data);
    const done = (answer) => {
      channel.removeEventListener('message', listener);
      resolve(answer);
    };
    channel.addEventListener('message', listener);
    tell(message);
    setTimeout(() => done(null), ANSWER_WITHIN);
  });
}

async function others() {
  const held = (await locks?.query())?.held ?? [];
  return held.filter((lock) => lock.name === TAB).length > 1;
}
