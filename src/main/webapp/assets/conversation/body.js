/**
 * The text of a message as elements: links that are nothing but links, code, line breaks. It is built of text alone, whatever
 * is in it, and in a time that grows with the text's length and no faster: what somebody else wrote must not stop the page.
 */
import { h } from '../page/element.js';

/** An address ends before white space, quotes, angle brackets, and characters that turn the direction of text. */
const PARTS = /```\n?([\s\S]+?)\n?```|`([^`\n]+)`|(https?:\/\/[^\s<>"'`\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]+)/giu;
const TRAILING = new Set('.,:;!?');
const ONLY_EMOJI =
  /^(?:(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})(?:\p{Emoji_Modifier}|\ufe0f|\u200d\p{Extended_Pictographic})*\s*){1,3}$/u;

export function body(text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(PARTS)) {
    const [whole, block, code, address] = match;
    parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (address) {
      parts.push(...link(address));
    } else {
      parts.push(block === undefined ? h('code', {}, code) : h('pre', {}, h('code', {}, block)));
    }
  }
  parts.push(text.slice(end));
  return h('div', { class: ONLY_EMOJI.test(text) ? 'text emoji' : 'text', dir: 'auto' }, parts);
}

/** The link, and what stood behind it and is none of it. */
function link(text) {
  const address = text.slice(0, addressEnd(text));
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    return ['', text];
  }
  const anchor = h('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer nofollow ugc' }, address);
  return [anchor, text.slice(address.length)];
}

/** Where the punctuation behind the address begins, and the closing brackets that were not opened in it. */
function addressEnd(text) {
  let unopened = 0;
  for (const character of text) {
    unopened += character === ')' ? 1 : character === '(' ? -1 : 0;
  }
  let end = text.length;
  for (; end > 0; end--) {
    const last = text[end - 1];
    if (last === ')' && unopened > 0) {
      unopened--;
    } else if (!TRAILING.has(last)) {
      break;
    }
  }
  return end;
}
