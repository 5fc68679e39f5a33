/**
 * The text of a message as elements: links that are nothing but links, code, line breaks. It is built of text alone, whatever
 * is in it, and in a time that grows with the text's length and no faster: what somebody else wrote must not stop the page.
 */
import { h } from '../page/element.js';
import { addressEnd } from './address.js';

const PARTS = /```\n?([\s\S]+?)\n?```|`([^`\n]+)`|https?:\/\//giu;
const ONLY_EMOJI =
  /^(?:(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})(?:\p{Emoji_Modifier}|\ufe0f|\u200d\p{Extended_Pictographic})*\s*){1,3}$/u;

export function body(text) {
  const parts = [];
  const pattern = new RegExp(PARTS);
  let end = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [whole, block, code] = match;
    const behind = match.index + whole.length;
    parts.push(text.slice(end, match.index));
    if (block !== undefined) {
      parts.push(h('pre', {}, h('code', {}, block)));
    } else if (code !== undefined) {
      parts.push(h('code', {}, code));
    } else {
      pattern.lastIndex = addressEnd(text, behind);
      parts.push(link(text.slice(match.index, pattern.lastIndex)));
    }
    end = pattern.lastIndex;
  }
  parts.push(text.slice(end));
  return h('div', { class: ONLY_EMOJI.test(text) ? 'text emoji' : 'text', dir: 'auto' }, parts);
}

function link(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url?.protocol === 'http:' || url?.protocol === 'https:'
    ? h('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer nofollow ugc' }, address)
    : address;
}
