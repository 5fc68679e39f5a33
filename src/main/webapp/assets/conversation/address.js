/**
 * Where a web address ends that people wrote into a text, often without a space behind it. Each step looks at each character a few times at most,
 * and at none that is far behind the end.
 *
 * - The host ends where its last label turns from ASCII into another script: no top-level domain mixes them, so in `example.com에서` the rest is the
 *   sentence. A host of which the last label is ASCII may hold other letters before (`한국.kr`), one without ASCII is taken as a whole (`пример.рф`).
 * - The path keeps letters of every script (`/wiki/한국`), and ends before what closes a sentence or opens a bracket or a quote in scripts other
 *   than Latin, before a bracket that was not opened and is followed by such a script, and before an emoji or a particle directly behind Latin.
 * - Punctuation at the end is none of it, nor are brackets that were not opened in it.
 */
const HOST = /(?:[a-z\d._~-]|(?![\0-\x7f])[\p{L}\p{M}\p{N}\p{Extended_Pictographic}])+/iuy;
const IP_6 = /\[[\da-f:.]+\]/iuy;
const USER = /(?:[!$-&(-.\d:;=A-Z[-_a-~]*@)+/uy;
const PORT = /:\d{1,5}/uy;
const ASCII = /^[\0-\x7f]*/u;
/** The top-level domains in Hangul, as a particle may follow them. */
const HANGUL_DOMAIN = /^(?:한국|닷컴|닷넷|삼성)/u;

const OUTSIDE = /[\s<>"'`\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]/u;
const STOP = /(?![\0-\x7f])[\p{Terminal_Punctuation}\p{Ps}\p{Pe}«»“”„‟‹›…]/u;
const GOES_ON = /(?<=[a-z\d])(?:[をはがにでとのもへや]|から|まで|より|です|だ|\p{Emoji_Presentation})/iuy;
const KOREAN =
  /(?<=[a-z\d]|^[^/]+\/)(?:은|는|이|가|을|를|의|도|만|와|과|야|나|란|랑|(?:에서|까지|부터|으로|에|로)(?:는|도|만|의)?|에게|처럼|보다|하고|이?라고|이나|이란|이랑|이고|이야|인데|예요|에요|이에요|입니다|입니까)$/iu;

const TRAILING = /[.,:;!?]|(?![\0-\x7f])\p{P}/u;
const OPENING = { ')': '(', ']': '[', '}': '{' };

/** The end of the address in a text whose host, or the user before it, begins at a place. */
export function addressEnd(text, from) {
  const user = from + length(USER, text, from);
  const ip = length(IP_6, text, user);
  const host = ip || withoutSentence(text.slice(user, user + length(HOST, text, user))).length;
  const port = user + host + length(PORT, text, user + host);
  const end = '/?#'.includes(text[port] ?? ' ') ? pathEnd(text, port) : port;
  return from + trimmed(text.slice(from, end).replace(KOREAN, '')).length;
}

function length(pattern, text, from) {
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0].length ?? 0;
}

function withoutSentence(host) {
  const labels = host.split('.');
  const last = labels.findLast((label) => label !== '') ?? '';
  if (isAscii(last)) {
    return host;
  }
  let end = 0;
  for (const [place, label] of labels.entries()) {
    const ascii = label.match(ASCII)[0].length;
    const top = label.match(HANGUL_DOMAIN)?.[0].length;
    if (ascii > 0 && ascii < label.length && (place > 0 || labels.length === 1)) {
      return host.slice(0, end + ascii);
    }
    if (ascii === 0 && label !== '' && place > 0 && isAscii(labels[place - 1]) && !(place === 1 && labels[0] === 'www')) {
      return host.slice(0, end - 1);
    }
    if (top && place > 0) {
      return host.slice(0, end + top);
    }
    end += label.length + 1;
  }
  return host;
}

const isAscii = (label) => label !== '' && label.match(ASCII)[0].length === label.length;

function pathEnd(text, from) {
  const open = { '(': 0, '[': 0, '{': 0 };
  let at = from;
  while (at < text.length) {
    const character = String.fromCodePoint(text.codePointAt(at));
    if (OUTSIDE.test(character) || STOP.test(character) || length(GOES_ON, text, at) > 0) {
      break;
    }
    const opening = OPENING[character];
    if (character in open) {
      open[character]++;
    } else if (opening && open[opening] > 0) {
      open[opening]--;
    } else if (opening && text.charCodeAt(at + 1) > 0x7f) {
      break;
    }
    at += character.length;
  }
  return at;
}

/** Without the punctuation at the end, and the closing brackets there that were not opened before. */
function trimmed(text) {
  const unopened = { '(': 0, '[': 0, '{': 0 };
  for (const character of text) {
    if (character in unopened) {
      unopened[character]--;
    } else if (character in OPENING) {
      unopened[OPENING[character]]++;
    }
  }
  let end = text.length;
  for (; end > 0; end--) {
    const last = text[end - 1];
    if (last in OPENING && unopened[OPENING[last]] > 0) {
      unopened[OPENING[last]]--;
    } else if (!TRAILING.test(last)) {
      break;
    }
  }
  return text.slice(0, end);
}
