/** What is said of who is there and who is typing, in the languages of the page: it is loaded apart, with the first conversation. */
import { language, texts } from '../texts/texts.js';

const en = {
  typing: (names, n) => [names, n === 1 ? ' is typing' : ' are typing'],
  online: 'online',
  lastSeen: (when) => `last seen ${when === texts.yesterday ? 'yesterday' : when}`,
};

const ko = {
  typing: (names, n, isShortened) => [names, isShortened ? '이 입력하고 있습니다' : '님이 입력하고 있습니다'],
  online: '접속 중',
  lastSeen: (when) => `마지막 접속: ${when}`,
};

export const presenceTexts = { en, ko }[language];
