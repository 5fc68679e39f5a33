import { texts } from '../texts/texts.js';

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
