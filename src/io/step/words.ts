/**
 * Words of a step: one call as a person types it: `bind s 127.0.0.1:7007`, or as programs in C and Python have it:
 * `s.bind(("", 7007))`, `int s = socket(AF_INET, SOCK_STREAM, 0);`.
 */
import { concat, utf8 } from '../../core/bytes.ts';
import { quote, UsageError } from '../../core/fault.ts';
import { sayWrong } from '../../core/said.ts';

export interface Word {
  readonly text: string;
  /** It stood in quotes: text to send, never a name. */
  readonly quoted: boolean;
  /** So many times the text: `"x" * 5000`. */
  readonly times?: number;
}

export interface Step {
  /** Names that take what the call gives: `conn, addr = s.accept()` has two. */
  readonly names: readonly string[];
  readonly call: string;
  readonly args: readonly Word[];
  /** Nobody waits for its return (`&` at the end). */
  readonly background: boolean;
}

/** Undefined for an empty line or a comment. Throws a UsageError. */
export const stepOf = (line: string): Step | undefined => {
  const words = wordsOf(line);
  const last = words.at(-1);
  const background = last !== undefined && !last.quoted && last.text === '&';
  const all = background ? words.slice(0, -1) : words;
  const equals = all.findIndex((w) => !w.quoted && w.text === '=');
  const names = equals < 0 ? [] : all.slice(0, equals).filter((w) => !TYPE_NAMES.has(w.text));
  const [head, ...args] = all.slice(equals + 1);
  if (head === undefined) {
    if (equals >= 0) throw UsageError.of('step', sayWrong('callMissing'), sayWrong('forExample', { line: 's = socket tcp' }));
    return undefined;
  }
  for (const { text, quoted } of names)
    if (quoted || !NAME.test(text)) throw UsageError.of('step', sayWrong('noName', { text: quote(text) }));
  return { names: names.map((w) => w.text), background, ...withReceiver(head.text, args) };
};

const NAME = /^[A-Za-z_]\w*$/;
const TYPE_NAMES: ReadonlySet<string> = new Set(['int', 'ssize_t', 'const', 'let', 'var']);
/** Where Python has its calls and constants. */
const MODULE = 'socket';

/** `s.bind …` is `bind s …`; `socket.socket …` is `socket …`. */
const withReceiver = (head: string, args: readonly Word[]): Pick<Step, 'call' | 'args'> => {
  const dot = head.indexOf('.');
  if (dot <= 0 || !NAME.test(head.slice(0, dot))) return { call: head, args };
  const [receiver, call] = [head.slice(0, dot), head.slice(dot + 1)];
  return receiver === MODULE ? { call, args } : { call, args: [{ text: receiver, quoted: false }, ...args] };
};

/** Commas, parentheses and a semicolon at the end only part words. */
const wordsOf = (line: string): readonly Word[] => {
  const words: Word[] = [];
  for (let at = 0; at < line.length; ) {
    const rest = line.slice(at);
    const skipped = /^[\s(),;]+/.exec(rest);
    if (skipped !== null) {
      at += skipped[0].length;
      continue;
    }
    if (rest.startsWith('#') || rest.startsWith('//')) break;
    const quoted = /^b?(["'])((?:\\.|(?!\1)[^\\])*)\1(?:\s*\*\s*(\d+))?/.exec(rest);
    if (quoted !== null) {
      const [, , text = '', times] = quoted;
      words.push({ text, quoted: true, ...(times !== undefined && { times: Number(times) }) });
      at += quoted[0].length;
      continue;
    }
    if (/^b?["']/.test(rest)) throw UsageError.of('step', sayWrong('quoteMissing', { text: quote(rest) }));
    const [word = ''] = /^(=|&|[^\s(),;="'&]+)/.exec(rest) ?? [rest];
    words.push({ text: word.startsWith(`${MODULE}.`) && words.length > 0 ? word.slice(MODULE.length + 1) : word, quoted: false });
    at += word.length;
  }
  return words;
};

/** The bytes of a text in quotes, with its escapes (`\n`, `\x00`, `\u00e9`) resolved, as many times as it says. */
export const bytesOf = (word: Word): Uint8Array => {
  const { times = 1 } = word;
  const once = onceOf(word);
  if (times === 1) return once;
  if (once.length * times > MOST_BYTES)
    throw new UsageError('step', sayWrong('bytesInCall', { most: String(MOST_BYTES) }), String(once.length * times));
  const all = new Uint8Array(once.length * times);
  for (let k = 0; k < times; k++) all.set(once, k * once.length);
  return all;
};
const MOST_BYTES = 64 << 20;

/** Without its repetition. */
export const onceOf = ({ text, quoted }: Word): Uint8Array => {
  if (!quoted) return utf8(text);
  const parts: Uint8Array[] = [];
  for (const [part] of text.matchAll(/\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[0-7]{1,3}|\\.|[^\\]+/gs)) parts.push(partOf(part));
  return concat(parts);
};

const partOf = (part: string): Uint8Array => {
  if (!part.startsWith('\\')) return utf8(part);
  const c = part.charAt(1);
  if (c === 'x' && part.length > 2) return Uint8Array.of(Number.parseInt(part.slice(2), 16));
  if (c === 'u' && part.length > 2) return utf8(String.fromCharCode(Number.parseInt(part.slice(2), 16)));
  if (/[0-7]/.test(c)) return Uint8Array.of(Number.parseInt(part.slice(1), 8) & 255);
  return utf8(ESCAPES[c] ?? c);
};
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b', f: '\f', v: '\v' };
