/** What FETCH may ask for (RFC 3501 §6.4.5): names, and sections of the message with a stretch of their bytes. */
import { type Arguments, Unexpected } from './arguments.ts';

export interface Section {
  /** Numbers of parts; empty for the message. */
  readonly path: readonly number[];
  readonly what: '' | 'HEADER' | 'TEXT' | 'MIME' | 'HEADER.FIELDS' | 'HEADER.FIELDS.NOT';
  /** Of HEADER.FIELDS, in small letters. */
  readonly names: readonly string[];
}

export interface Stretch {
  readonly from: number;
  readonly count: number;
}

export type FetchItem =
  | { readonly kind: Simple }
  | {
      readonly kind: 'SECTION';
      readonly section: Section;
      readonly stretch?: Stretch;
      /** The message is not marked as seen. */
      readonly peek: boolean;
      /** What the answer calls it: `BODY[1.MIME]<0>`, `RFC822.TEXT`. */
      readonly label: string;
    };

const SIMPLE = ['FLAGS', 'UID', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY', 'BODYSTRUCTURE'] as const;
type Simple = (typeof SIMPLE)[number];

const FAST = ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'] as const;
const MACROS: Readonly<Record<string, readonly Simple[]>> = {
  FAST,
  ALL: [...FAST, 'ENVELOPE'],
  FULL: [...FAST, 'ENVELOPE', 'BODY'],
};

const WHOLE = { path: [], names: [] } as const;
const NAMED: Readonly<Record<string, FetchItem>> = {
  RFC822: { kind: 'SECTION', section: { ...WHOLE, what: '' }, peek: false, label: 'RFC822' },
  'RFC822.HEADER': { kind: 'SECTION', section: { ...WHOLE, what: 'HEADER' }, peek: true, label: 'RFC822.HEADER' },
  'RFC822.TEXT': { kind: 'SECTION', section: { ...WHOLE, what: 'TEXT' }, peek: false, label: 'RFC822.TEXT' },
};

/** Throws Unexpected. */
export const fetchItems = (a: Arguments): readonly FetchItem[] => {
  return a.isList ? a.list(() => itemsHere(a)).flat() : itemsHere(a);
};

/** A macro stands for several. */
const itemsHere = (a: Arguments): readonly FetchItem[] => {
  const name = a.word('what to fetch');
  const macro = MACROS[name];
  return macro === undefined ? [itemNamed(a, name)] : macro.map((kind) => ({ kind }));
};

const itemNamed = (a: Arguments, name: string): FetchItem => {
  const known = NAMED[name];
  if (known !== undefined) return known;
  if ((name === 'BODY' || name === 'BODY.PEEK') && a.take('[')) return sectionItem(a, name === 'BODY.PEEK');
  if (name === 'BODY' && a.isNext(' [')) throw new Unexpected('expected no space between BODY and its brackets: BODY[]');
  const simple = SIMPLE.find((s) => s === name);
  if (simple === undefined) throw new Unexpected(`there is nothing called ${name} to fetch`);
  return { kind: simple };
};

const sectionItem = (a: Arguments, peek: boolean): FetchItem => {
  const section = sectionIn(a);
  if (!a.take(']')) throw new Unexpected('expected ] and no space before it: BODY[] or BODY[1.TEXT]');
  const label = `BODY[${sectionText(section)}]`;
  if (!a.take('<')) return { kind: 'SECTION', section, peek, label };
  const from = a.number('where the stretch begins');
  a.want('.');
  const count = a.number('how long the stretch is');
  a.want('>');
  return { kind: 'SECTION', section, stretch: { from, count }, peek, label: `${label}<${from}>` };
};

const sectionIn = (a: Arguments): Section => {
  const text = a.isSet || a.isWordNext ? a.word('a section') : '';
  const [, numbers = '', what = ''] = /^((?:\d+(?:\.(?=\d|[A-Z]|$))?)*)(.*)$/.exec(text) ?? [];
  const path = numbers
    .split('.')
    .filter((n) => n !== '')
    .map(Number);
  if (path.includes(0) || numbers.endsWith('.') !== (what !== '' && path.length > 0))
    throw new Unexpected(`expected a section, got ${text}`);
  if (what !== '' && !SECTIONS.has(what)) throw new Unexpected(`expected a section such as 1.2, HEADER or TEXT, got ${text}`);
  if (what === 'MIME' && path.length === 0) throw new Unexpected('expected the number of a part before MIME');
  if (!what.startsWith('HEADER.FIELDS')) return { path, what: what as Section['what'], names: [] };
  a.space();
  return { path, what: what as Section['what'], names: a.list(() => a.astring('the name of a field')) };
};

const SECTIONS: ReadonlySet<string> = new Set(['HEADER', 'TEXT', 'MIME', 'HEADER.FIELDS', 'HEADER.FIELDS.NOT']);

/** As it is answered: names of fields as they were asked for. */
const sectionText = ({ path, what, names }: Section): string => {
  const numbers = path.join('.');
  const fields = what.startsWith('HEADER.FIELDS')
    ? ` (${names.map((n) => (/^[\x21-\x7e]+$/.test(n) && !/[(){%*"\\\]]/.test(n) ? n : JSON.stringify(n))).join(' ')})`
    : '';
  return `${numbers}${numbers !== '' && what !== '' ? '.' : ''}${what}${fields}`;
};
