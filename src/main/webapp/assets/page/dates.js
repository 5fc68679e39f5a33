import { language, texts } from '../texts/texts.js';

const TIME = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(language, { weekday: 'long', month: 'long', day: 'numeric' });
const DAY_OF_ANOTHER_YEAR = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', day: 'numeric' });
const SHORT_DAY = new Intl.DateTimeFormat(language, { month: 'short', day: 'numeric' });
const SHORT_DAY_OF_ANOTHER_YEAR = new Intl.DateTimeFormat(language, { year: '2-digit', month: 'numeric', day: 'numeric' });
const FULL = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' });

export const time = (date) => TIME.format(date);
export const fullTime = (date) => FULL.format(date);

/** The same text for all times of one day. */
export const dayKey = (date) => `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;

/** "Today", "Yesterday", or the date. */
export function day(date, now = new Date()) {
  return near(date, now) ?? (sameYear(date, now) ? DAY : DAY_OF_ANOTHER_YEAR).format(date);
}

/** For a list: the time today, else the day. */
export function short(date, now = new Date()) {
  if (dayKey(date) === dayKey(now)) {
    return time(date);
  }
  return near(date, now) ?? (sameYear(date, now) ? SHORT_DAY : SHORT_DAY_OF_ANOTHER_YEAR).format(date);
}

function near(date, now) {
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  return dayKey(date) === dayKey(now) ? texts.today : dayKey(date) === dayKey(yesterday) ? texts.yesterday : null;
}

const sameYear = (date, now) => date.getFullYear() === now.getFullYear();
