/**
 * The text of a message as elements: links that are nothing but links, code, line breaks. It is built of text alone, whatever
 * is in it.
 */
import { h } from '../page/element.js';

/** An address ends before white space, quotes, angle brackets, and characters that turn the direction of text. */
const PARTS = /```\n?([\s\S]+?)\n?```|`([^`\n]+)`|(https?:\/\/[^\s<>"'`\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]+)/giu;
const TRAILING = /[.,:;!?]+$/u;
const ONLY_EMOJI =
  /^(?:(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})(?:\p{Emoji_Modifier}|\ufe0f|\u200d\p{Extended_Pictographic})*\s*){1,3}$/u;

export function body(text) {
  const element = h('div', { class: ONLY_EMOJI.test(text) ? 'text emoji' : 'text', dir: 'auto' });
  let end = 0;
  for (const match of text.matchAll(PARTS)) {
    const [whole, block, code, address] = match;
    element.append(text.slice(end, match.index));
    end = match.index + whole.length;
    if (address) {
      const [anchor, rest] = link(address);
      element.append(anchor, rest);
    } else {
      element.append(block === undefined ? h('code', {}, code) : h('pre', {}, h('code', {}, block)));
    }
  }
  element.append(text.slice(end));
  return element;
}

/** The link, and what stood behind it and is none of it. */
function link(text) {
  let address = text.replace(TRAILING, '');
  while (address.endsWith(')') && count(address, ')') > count(address, '(')) {
    address = address.slice(0, -1).replace(TRAILING, '');
  }
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    return ['', text];
  }
  const anchor = h('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer nofollow ugc' }, address);
  return [anchor, text.slice(address.length)];
}

const count = (text, character) => text.split(character).length - 1;
