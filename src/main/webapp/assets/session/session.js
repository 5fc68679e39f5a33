/**
 * Who is signed in. The access token lives in this module's memory alone and for minutes; what keeps a login alive is a cookie
 * that no script can read (see SECURITY.md). All tabs share one login: whoever needs a new token takes the turn, asks the others
 * first, and tells them what it got.
 *
 * Events: `in` when somebody is signed in, `out` when nobody is any more, with whether that was `asked` for.
 */
import { pause } from '../page/soon.js';
import { Problem, request } from './problem.js';
import { ask, hear, inTurn, tell } from './tabs.js';

/** Whether it is worth asking for a login at all. It is no secret, and nothing is decided by it. */
const HINT = 'chats.signed-in';

const MOST_TRIES = 5;

export const session = new EventTarget();

let pass = null;
let renewing = null;
let isLeaving = false;

export const me = () => pass?.user ?? null;
export const mayResume = () => localStorage.getItem(HINT) !== null;

/** Goes on with the login of this browser, if there is one. */
export const resume = () => renew(null);

export const signIn = (email, password) => enter('/auth/login', { email, password });

export const signUp = (email, nickname, password) => enter('/auth/register', { email, nickname, password });

/**
 * Ends the login, in all tabs. The server closes the sockets before it answers, so a new token may be wanted meanwhile. That renewal
 * comes after this turn and finds nobody signed in; where there are no turns, it is refused, and this tab takes that as asked for.
 */
export async function signOut() {
  isLeaving = true;
  try {
    await inTurn(async () => {
      await patiently(async () => request('/auth/logout', { body: {}, token: await freshToken(true) }));
      tell({ type: 'out' });
      end({ asked: true });
    });
  } finally {
    isLeaving = false;
  }
}

/** An access token that is good for a while yet. */
export async function freshToken(hasTurn = false) {
  return (isFresh(pass) ? pass : await renew(pass?.token, hasTurn)).token;
}

/** The same, or the token in hand while no other can be had: by its refusal, too, the server shows that it is there. */
export async function anyToken() {
  try {
    return await freshToken();
  } catch (problem) {
    if (problem.code === 'offline' && pass !== null) {
      return pass.token;
    }
    throw problem;
  }
}

/** When the token in hand should be replaced, in milliseconds since 1970: a while before it runs out. */
export const staleAt = () => pass?.until ?? 0;

/** A REST call as the one who is signed in. */
export const call = (path, options = {}) => patiently(() => asMe(path, options));

/** What is refused because there were too many before it has not happened, and is asked again when the server says so. */
async function patiently(ask) {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (e) {
      if (e.code !== 'rate_limited' || tries === MOST_TRIES) {
        throw e;
      }
      await pause(e.retryAfterMs ?? 1_000);
    }
  }
}

async function asMe(path, options) {
  const token = await freshToken();
  try {
    return await request(path, { ...options, token });
  } catch (e) {
    if (e.code !== 'token_expired' && e.code !== 'unauthorized') {
      throw e;
    }
    return request(path, { ...options, token: (await renew(token)).token });
  }
}

/** Another token than this one, which is not good any more; null if there was none. Fails if the login was ended meanwhile. */
export function renew(stale = pass?.token, hasTurn = false) {
  if (hasTurn) {
    return fetchPass(stale);
  }
  renewing ??= inTurn(() => fetchPass(stale)).finally(() => (renewing = null));
  return renewing;
}

async function fetchPass(stale) {
  if (isFresh(pass) && pass.token !== stale) {
    return pass;
  }
  requireLogin(stale);
  const shared = await ask({ type: 'ask', stale }, (answer) => answer.type === 'pass' && answer.pass.token !== stale);
  requireLogin(stale);
  if (shared) {
    return adopt(shared.pass);
  }
  try {
    return share(await request('/auth/refresh', { body: { cookie: true } }));
  } catch (e) {
    if (e.code === 'unauthorized') {
      end({ asked: isLeaving });
    }
    throw e;
  }
}

/** There was a token, and there is none any more: the login was ended meanwhile. */
function requireLogin(stale) {
  if (pass === null && stale !== null) {
    throw new Problem({ code: 'unauthorized' });
  }
}

async function enter(path, body) {
  await inTurn(async () => share(await request(path, { body: { ...body, cookie: true } })));
  localStorage.setItem(HINT, '');
}

/** A token's own times are the server's; only how long it lives is taken from it. */
function share({ accessToken, user }) {
  const { iat, exp } = JSON.parse(atob(accessToken.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
  const life = (exp - iat) * 1000;
  const got = { token: accessToken, user, until: Date.now() + life - Math.min(30_000, life / 2) };
  tell({ type: 'pass', pass: got });
  return adopt(got);
}

function adopt(got) {
  const isOther = pass !== null && pass.user.id !== got.user.id;
  const isFirst = pass === null;
  pass = got;
  if (isOther) {
    location.reload();
  } else if (isFirst) {
    session.dispatchEvent(new Event('in'));
  }
  return got;
}

function end({ asked }) {
  pass = null;
  localStorage.removeItem(HINT);
  session.dispatchEvent(Object.assign(new Event('out'), { asked }));
}

const isFresh = (candidate) => candidate !== null && candidate.until > Date.now();

hear((message) => {
  if (message.type === 'pass') {
    adopt(message.pass);
  } else if (message.type === 'ask' && isFresh(pass) && pass.token !== message.stale) {
    tell({ type: 'pass', pass });
  } else if (message.type === 'out' && pass) {
    end({ asked: true });
  }
});
