/** The texts in the language that the browser prefers among those there are; English otherwise. */
import en from './en.js';
import ko from './ko.js';

const LANGUAGES = { en, ko };

export const language = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag in LANGUAGES) ?? 'en';

export const texts = LANGUAGES[language];
