/** What is said of who is typing, in the languages of the page: it is loaded apart, with the first conversation. */
import { language } from '../texts/texts.js';

const en = {
  typing: (names, n) => [names, n === 1 ? ' is typing' : ' are typing'],
};

const ko = {
  typing: (names) => [names, '님이 입력하고 있습니다'],
};

export const presenceTexts = { en, ko }[language];
