import { h } from '../page/element.js';
import { texts } from '../texts/texts.js';

/** How the connection is doing: a dot while all is well, a line with the time to the next try otherwise. */
export function banner(connection) {
  const dot = h('span', { class: 'dot', 'aria-hidden': 'true' });
  const said = h('span', { class: 'said' });
  const countdown = h('span', { class: 'countdown' });
  const button = h('button', { type: 'button', class: 'link', onclick: () => connection.tryNow() }, texts.tryNow);
  const view = h('div', { class: 'connection' }, dot, said, countdown, button);
  const spoken = h('div', { class: 'visually-hidden', role: 'status' });
  let ticking;
  let wasLost = false;
  let wasBlocked = false;

  const show = () => {
    view.dataset.state = connection.state;
    button.hidden = connection.state !== 'waiting';
    said.textContent = connection.state === 'live' ? texts.live : connection.state === 'connecting' ? texts.connecting : '';
    clearInterval(ticking);
    countdown.textContent = '';
    if (connection.state === 'waiting') {
      tick();
      ticking = setInterval(tick, 250);
    }
    speak();
  };
  const seconds = () => Math.max(0, Math.ceil((connection.until - Date.now()) / 1000));
  const waiting = () => (connection.isBlocked ? texts.blocked : texts.reconnecting)(seconds());
  const tick = () => {
    const text = waiting();
    if (countdown.textContent !== text) {
      countdown.textContent = text;
    }
  };
  // once for each loss, each return and each time it turns out to be blocked, and not for every second
  const speak = () => {
    if (connection.state === 'waiting' && (!wasLost || (connection.isBlocked && !wasBlocked))) {
      wasLost = true;
      wasBlocked = connection.isBlocked;
      spoken.textContent = waiting();
    } else if (connection.state === 'live' && wasLost) {
      wasLost = false;
      wasBlocked = false;
      spoken.textContent = texts.backAgain;
    }
  };
  connection.addEventListener('change', show);
  show();
  return [view, spoken];
}
