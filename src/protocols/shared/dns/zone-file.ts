/** Zone files (RFC 1035 §5, RFC 2308 §4): text in, records out. */

import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { DnsRecord } from './message.ts';
import { parseRecord } from './presentation.ts';
import { typeName, typeNumber } from './types.ts';
import { absoluteName, spanSeconds, ZoneWords } from './zone-words.ts';

export interface ZoneFileOptions {
  /** What messages call the file. */
  readonly place: string;
  /** Until the file says another. */
  readonly origin: string;
  /** Until the file says another, in seconds. */
  readonly ttl: number;
}

const MOST_RECORDS = 100_000;

/** Throws a UsageError that says the line. */
export const parseZoneFile = (text: string, options: ZoneFileOptions): readonly DnsRecord[] => {
  const state: State = { origin: options.origin, ttl: options.ttl, owner: undefined };
  const records: DnsRecord[] = [];
  for (const entry of entriesOf(text, options.place)) {
    const words = new ZoneWords(entry.words, `${options.place}:${entry.line}`, state.origin);
    const record =
      entry.words[0]?.startsWith('$') && !entry.isIndented ? directive(words, state) : readEntry(words, entry.isIndented, state);
    if (record !== undefined) records.push(record);
    if (records.length > MOST_RECORDS)
      throw UsageError.of(options.place, sayWrong('manyRecords', { most: String(MOST_RECORDS) }), sayWrong('serveFewer'));
  }
  return records;
};

interface State {
  origin: string;
  ttl: number;
  owner: string | undefined;
}

const directive = (words: ZoneWords, state: State): undefined => {
  const word = words.next(sayWrong('directives'));
  if (word === '$ORIGIN') state.origin = absoluteName(words.next(sayWrong('aName')), words);
  else if (word === '$TTL') state.ttl = words.seconds(sayWrong('timeAlone'));
  else throw new UsageError(words.place, sayWrong('directives'), word);
  words.done();
};

const CLASS = /^(IN|CH|HS|CS)$/i;

/** `[NAME] [TTL] [CLASS] TYPE DATA`, time and class in either order. */
const readEntry = (words: ZoneWords, isIndented: boolean, state: State): DnsRecord => {
  if (!isIndented) state.owner = absoluteName(words.next(sayWrong('aName')), words);
  if (state.owner === undefined) throw new UsageError(words.place, sayWrong('nameFirst'), words.peek() ?? '');
  let ttl: number | undefined;
  for (;;) {
    const word = words.peek() ?? '';
    const seconds = /^\d/.test(word) ? spanSeconds(word) : undefined;
    if (seconds !== undefined && ttl === undefined) ttl = seconds;
    else if (!CLASS.test(word)) break;
    else if (word.toUpperCase() !== 'IN') throw new UsageError(words.place, sayWrong('classIn'), word);
    words.next(sayWrong('recordType'));
  }
  const word = words.next(sayWrong('recordType'));
  const type = typeNumber(word);
  if (type === undefined) throw new UsageError(words.place, sayWrong('recordType'), word);
  return parseRecord({ name: state.owner, ttl: ttl ?? state.ttl }, typeName(type), words);
};

// ---- words -----------------------------------------------------------------------------------------------------------

interface Entry {
  readonly words: readonly string[];
  readonly line: number;
  readonly isIndented: boolean;
}

/** Entries end with the line, unless a parenthesis is open. */
const entriesOf = (text: string, place: string): readonly Entry[] => {
  const entries: Entry[] = [];
  let words: string[] = [];
  let [line, begun, depth, isIndented, isFresh] = [1, 1, 0, false, true];
  const finish = (): void => {
    if (words.length > 0) entries.push({ words, line: begun, isIndented });
    words = [];
    isFresh = true;
  };
  for (const [token = ''] of text.matchAll(TOKENS)) {
    if (token === '\n') {
      line++;
      if (depth === 0) finish();
      continue;
    }
    if (isFresh) {
      isFresh = false;
      isIndented = /^[ \t]/.test(token);
      begun = line;
    }
    if (/^[ \t\r;]/.test(token)) continue;
    if (token === '(') depth++;
    else if (token === ')') depth--;
    else words.push(unquoted(token, `${place}:${line}`));
    if (depth < 0 || depth > 1) throw new UsageError(`${place}:${line}`, sayWrong('onePair'), token);
    line += token.split('\n').length - 1;
  }
  if (depth > 0) throw new UsageError(`${place}:${begun}`, sayWrong('closingParenthesis'), sayWrong('fileEnd'));
  finish();
  return entries;
};

/** Line ends, blanks, comments, parentheses, and words with quoted stretches and escapes in them. */
const TOKENS = /\n|[ \t\r]+|;[^\n]*|[()]|(?:"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]|[^\s;()"\\])+|["\\]/g;

/** Escapes stay: what is kept is the escaped form. */
const unquoted = (token: string, place: string): string => {
  if (token === '"' || token === '\\') throw new UsageError(place, sayWrong('closingMark'), sayWrong('fileEnd'));
  return token.replace(/\\[\s\S]|"/g, (piece) => (piece === '"' ? '' : piece));
};
