/** HTML as text that can be read in a terminal: headings, paragraphs, lists, tables; links numbered, their addresses at the end. */

export interface PageText {
  readonly title: string;
  readonly lines: readonly string[];
}

const HIDDEN: ReadonlySet<string> = new Set(['script', 'style', 'template', 'svg', 'noscript', 'head']);
const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote body div dl dt dd fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
);
const SPACED: ReadonlySet<string> = new Set('h1 h2 h3 h4 h5 h6 p pre blockquote table ul ol dl'.split(' '));
/** Addresses that are listed. */
const MOST_LINKS = 200;

interface Writing {
  readonly lines: string[];
  readonly links: string[];
  readonly width: number;
  line: string;
  indent: number;
  hidden: string;
  pre: boolean;
  title: string | undefined;
  link: number;
}

export const pageText = (html: string, width: number): PageText => {
  const w: Writing = {
    lines: [],
    links: [],
    width: Math.max(20, width),
    line: '',
    indent: 0,
    hidden: '',
    pre: false,
    title: undefined,
    link: 0,
  };
  for (const [, text = '', closing = '', name = '', attributes = ''] of html
    .replace(/<!--[\s\S]*?(?:-->|$)|<![^>]*>|<\?[^>]*>/g, '')
    .matchAll(TOKEN)) {
    putText(w, text);
    if (name !== '') (closing === '' ? opened : closed)(w, name.toLowerCase(), attributes);
  }
  endLine(w);
  const links = w.links.map((href, i) => `[${i + 1}] ${href}`);
  return { title: spaced(w.title ?? '').trim(), lines: trimmed([...w.lines, ...(links.length > 0 ? ['', ...links] : [])]) };
};

/** Text up to a tag, and the tag. */
const TOKEN = /([^<]*)(?:<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>?|<|$)/g;

const putText = (w: Writing, raw: string): void => {
  if (raw === '') return;
  const text = entities(raw);
  if (w.hidden === 'title') w.title = `${w.title ?? ''}${text}`;
  if (w.hidden !== '') return;
  if (w.pre) putAsItIs(w, text);
  else w.line += w.line === '' || w.line.endsWith(' ') ? spaced(text).trimStart() : spaced(text);
};

const putAsItIs = (w: Writing, text: string): void => {
  const [first = '', ...others] = text.split('\n');
  w.line += first;
  for (const line of others) endLine(w, line);
};

const spaced = (text: string): string => text.replace(/[ \t\r\n\f]+/g, ' ');

const opened = (w: Writing, name: string, attributes: string): void => {
  if (name === 'title' && w.title === undefined) w.hidden = 'title';
  if (name === 'body') w.hidden = '';
  if (w.hidden !== '') return;
  if (HIDDEN.has(name)) {
    w.hidden = name;
    return;
  }
  if (BLOCKS.has(name) || name === 'br') endLine(w);
  if (SPACED.has(name)) gap(w);
  if (name === 'pre') w.pre = true;
  if (name === 'ul' || name === 'ol' || name === 'blockquote' || name === 'dd') w.indent += 2;
  if (name === 'li') w.line = '• ';
  if (name === 'hr') endLine(w, '─'.repeat(Math.min(40, w.width)));
  if (name === 'td' || name === 'th') w.line += w.line === '' ? '' : '  ';
  if (name === 'img') w.line += `[${attribute(attributes, 'alt') ?? 'image'}]`;
  if (name === 'input' || name === 'textarea' || name === 'select') w.line += ` [${attribute(attributes, 'name') ?? name}] `;
  if (name === 'a') linked(w, attribute(attributes, 'href'));
};

const linked = (w: Writing, href: string | undefined): void => {
  w.link = 0;
  if (href === undefined || href.startsWith('#') || w.links.length >= MOST_LINKS) return;
  const known = w.links.indexOf(href);
  w.link = known >= 0 ? known + 1 : w.links.push(href);
};

const closed = (w: Writing, name: string): void => {
  if (w.hidden === name || (name === 'head' && w.hidden === 'title')) {
    w.hidden = '';
    return;
  }
  if (w.hidden !== '') return;
  if (name === 'a' && w.link > 0) w.line += `[${w.link}]`;
  if (BLOCKS.has(name)) endLine(w);
  if (name === 'pre') w.pre = false;
  if (name === 'ul' || name === 'ol' || name === 'blockquote' || name === 'dd') w.indent = Math.max(0, w.indent - 2);
  if (SPACED.has(name)) gap(w);
};

const attribute = (text: string, name: string): string | undefined => {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(text);
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  return value === undefined ? undefined : entities(value);
};

/** The line under way ends; `next` begins another. */
const endLine = (w: Writing, next = ''): void => {
  const indent = ' '.repeat(Math.min(w.indent, w.width >> 1));
  if (w.pre) w.lines.push(`${indent}${w.line.trimEnd()}`);
  else if (w.line.trim() !== '') w.lines.push(...wrapped(w.line.trim(), w.width - indent.length).map((line) => indent + line));
  w.line = next;
};

const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
};

const gap = (w: Writing): void => {
  if (w.lines.length > 0 && w.lines.at(-1) !== '') w.lines.push('');
};

const trimmed = (lines: readonly string[]): readonly string[] => {
  const first = lines.findIndex((line) => line !== '');
  const last = lines.findLastIndex((line) => line !== '');
  return first < 0 ? [] : lines.slice(first, last + 1).filter((line, i, all) => line !== '' || all[i - 1] !== '');
};

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '©',
  reg: '®',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  laquo: '«',
  raquo: '»',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  middot: '·',
  rarr: '→',
  larr: '←',
  euro: '€',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
};

const entities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-zA-Z]+));?/gi, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? whole) : whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
  });
