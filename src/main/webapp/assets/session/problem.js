import { texts } from '../texts/texts.js';

/** Something the server refused, or could not be asked. */
export class Problem extends Error {
  constructor({ code, detail, message, violations = [], retryAfterMs = null }) {
    super(detail ?? message ?? code);
    this.code = code;
    this.violations = violations;
    this.retryAfterMs = retryAfterMs;
  }

  /** Nobody answered. */
  static offline() {
    return new Problem({ code: 'offline' });
  }

  static async of(response) {
    try {
      return new Problem(await response.json());
    } catch {
      return new Problem({ code: response.status === 404 ? 'not_found' : 'internal' });
    }
  }
}

/** How long an answer is waited for in milliseconds, but for the cookie's sake not where one signs in, out or goes on. */
const PATIENCE = 30_000;

/** One HTTP request with JSON both ways. */
export async function request(path, { body, token, signal } = {}) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  const isAuth = path.startsWith('/auth/');
  let response;
  try {
    response = await fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: isAuth ? signal : within(PATIENCE, signal),
      // an answer to a page that is being left still reaches the cookie
      keepalive: isAuth,
    });
  } catch (e) {
    throw e.name === 'AbortError' ? e : Problem.offline();
  }
  if (!response.ok) {
    throw await Problem.of(response);
  }
  return response.status === 204 ? null : response.json();
}

/** Aborts when the time is over, or with the signal if there is one. */
function within(milliseconds, signal) {
  const late = AbortSignal.timeout(milliseconds);
  return signal ? AbortSignal.any([signal, late]) : late;
}

/**
 * What to tell of a problem as a whole.
 *
 * @param own texts by the codes that mean something of their own here
 */
export function wording(problem, own) {
  switch (problem.code) {
    case 'rate_limited':
      return texts.tooManyTries(Math.ceil((problem.retryAfterMs ?? 1000) / 1000));
    case 'offline':
      return texts.offline;
    default:
      return own[problem.code] ?? texts.broken;
  }
}
