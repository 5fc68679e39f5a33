import { texts } from '../texts/texts.js';
import { h } from './element.js';

/** Characters that turn the direction of what follows: they have no place in a name, and could make one look like another. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** What nobody sees: a name that others let in may be nothing else. */
const HIDDEN = /[\p{Default_Ignorable_Code_Point}\p{Control}\s\u2800]/gu;

export function cleanName(name) {
  return name.replace(HIDDEN, '') === '' ? texts.unnamed : name.replace(TURNING, '').trim();
}

/** The first of some names, and how many more there are. */
export function shortened(names, most) {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? texts.andOthers(shown, names.length - most) : shown;
}

/** A name whose own direction does not disturb what stands beside it. */
export const bdi = (name) => h('bdi', {}, name);

const HUES = 8;
const LETTERS = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** A circle with the first letter of a name; the colour goes with the id. */
export function avatar(name, id, whisper = false) {
  const [first] = LETTERS.segment(name);
  const classes = `avatar hue-${id % HUES}${whisper ? ' whisper' : ''}`;
  return h('span', { class: classes, 'aria-hidden': 'true' }, first.segment.toUpperCase());
}

/** Where it is shown whether somebody is online, but not of oneself; `brief` where there is room for a dot alone. */
export const presence = ({ id, myId }, brief = false) => id !== myId && h('user-presence', { user: id, brief });
