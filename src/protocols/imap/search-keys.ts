/** What SEARCH looks for (RFC 3501 §6.4.4), as a tree of keys. */
import { type Arguments, type NumberSet, Unexpected } from './arguments.ts';
import { parseDay } from './dates.ts';

export type SearchKey =
  | { readonly kind: 'all' | 'new' | 'old' | 'recent' }
  | { readonly kind: 'and' | 'or'; readonly keys: readonly SearchKey[] }
  | { readonly kind: 'not'; readonly key: SearchKey }
  | { readonly kind: 'set' | 'uid'; readonly set: NumberSet }
  | { readonly kind: 'flag'; readonly flag: string; readonly is: boolean }
  | { readonly kind: 'size'; readonly larger: boolean; readonly than: number }
  /** `day`: milliseconds since 1970 of its beginning, as if it were in UTC. */
  | { readonly kind: 'date'; readonly sent: boolean; readonly is: 'before' | 'on' | 'since'; readonly day: number }
  | { readonly kind: 'header'; readonly name: string; readonly text: string }
  | { readonly kind: 'text' | 'body'; readonly text: string };

export interface Search {
  readonly charset: string | undefined;
  readonly key: SearchKey;
}

/** Throws Unexpected. */
export const parseSearch = (a: Arguments): Search => {
  const keys: SearchKey[] = [];
  let charset: string | undefined;
  for (let isFirst = true; isFirst || a.hasMore; isFirst = false) {
    if (!isFirst) a.space();
    const key = searchKey(a, isFirst);
    if (typeof key === 'string') charset = key;
    else keys.push(key);
  }
  if (keys.length === 0) throw new Unexpected('expected what to look for, e.g. ALL or UNSEEN');
  return { charset, key: { kind: 'and', keys } };
};

/** A string is the character set, which only the first place may name. */
const searchKey = (a: Arguments, isFirst = false): SearchKey | string => {
  if (a.isList) return { kind: 'and', keys: a.list(() => oneKey(a)) };
  if (a.isSet) return { kind: 'set', set: a.set() };
  const name = a.word('a key of SEARCH');
  if (name === 'CHARSET' && isFirst) return next(a, () => a.astring('a character set'));
  const flag = FLAGS[name];
  if (flag !== undefined) return { kind: 'flag', flag: flag.replace('!', ''), is: !flag.startsWith('!') };
  const key = KEYS[name];
  if (key === undefined) throw new Unexpected(`there is no key of SEARCH called ${name}`);
  return key(a);
};

const oneKey = (a: Arguments): SearchKey => {
  const key = searchKey(a);
  if (typeof key === 'string') throw new Unexpected('expected CHARSET in the first place');
  return key;
};

/** With `!` in front: where the flag is not. */
const FLAGS: Readonly<Record<string, string>> = {
  ANSWERED: '\\Answered',
  DELETED: '\\Deleted',
  DRAFT: '\\Draft',
  FLAGGED: '\\Flagged',
  SEEN: '\\Seen',
  UNANSWERED: '!\\Answered',
  UNDELETED: '!\\Deleted',
  UNDRAFT: '!\\Draft',
  UNFLAGGED: '!\\Flagged',
  UNSEEN: '!\\Seen',
};

const next = <T>(a: Arguments, read: () => T): T => {
  a.space();
  return read();
};

type Read = (a: Arguments) => SearchKey;

const header =
  (name: string): Read =>
  (a) => ({ kind: 'header', name, text: next(a, () => a.astring('a text')) });
const date =
  (sent: boolean, is: 'before' | 'on' | 'since'): Read =>
  (a) => {
    const text = next(a, () => a.astring('a date'));
    const day = parseDay(text);
    if (day === undefined) throw new Unexpected(`expected a date such as 1-Feb-1994, got ${JSON.stringify(text.slice(0, 20))}`);
    return { kind: 'date', sent, is, day };
  };
const size =
  (larger: boolean): Read =>
  (a) => ({ kind: 'size', larger, than: next(a, () => a.number('a size')) });
const keyword =
  (is: boolean): Read =>
  (a) => ({ kind: 'flag', flag: next(a, () => a.flag()), is });

const KEYS: Readonly<Record<string, Read>> = {
  ALL: () => ({ kind: 'all' }),
  NEW: () => ({ kind: 'new' }),
  OLD: () => ({ kind: 'old' }),
  RECENT: () => ({ kind: 'recent' }),
  NOT: (a) => ({ kind: 'not', key: next(a, () => oneKey(a)) }),
  OR: (a) => ({ kind: 'or', keys: [next(a, () => oneKey(a)), next(a, () => oneKey(a))] }),
  UID: (a) => ({ kind: 'uid', set: next(a, () => a.set()) }),
  KEYWORD: keyword(true),
  UNKEYWORD: keyword(false),
  LARGER: size(true),
  SMALLER: size(false),
  BEFORE: date(false, 'before'),
  ON: date(false, 'on'),
  SINCE: date(false, 'since'),
  SENTBEFORE: date(true, 'before'),
  SENTON: date(true, 'on'),
  SENTSINCE: date(true, 'since'),
  BCC: header('bcc'),
  CC: header('cc'),
  FROM: header('from'),
  SUBJECT: header('subject'),
  TO: header('to'),
  HEADER: (a) => ({
    kind: 'header',
    name: next(a, () => a.astring('the name of a field')).toLowerCase(),
    text: next(a, () => a.astring('a text')),
  }),
  BODY: (a) => ({ kind: 'body', text: next(a, () => a.astring('a text')) }),
  TEXT: (a) => ({ kind: 'text', text: next(a, () => a.astring('a text')) }),
};
