/** docs/protocols.md: every declared protocol with its header drawn, its place and its filter names. */
import * as layers from '../../src/protocols/index.ts';
import { aliasesOf, fieldSets, nameOf, partKey } from '../../src/wire/names.ts';
import type { FieldSpec, Fields, Layer } from '../../src/wire/types.ts';

export const render = (): string => {
  const all = Object.values(layers) as readonly Layer[];
  const list = all.map((l) => `| [${l.title}](#${anchor(l)}) | \`${l.name}\` | ${l.spec} | ${place(l)} |`);
  return `${[
    '# Protocols',
    '',
    'Written from the declarations in `src/protocols` by `npm run docs`. Filter names are those of Wireshark.',
    '',
    'These protocols are decoded, in rows, trees, filters and ladders. Decoding ends where none of them takes the bytes: what lies above is shown',
    'as `data`, and a filter with the name of another protocol is answered with the port to look for. `tls` is opened where its secrets are known.',
    '',
    '| protocol | name | paper | sits at |',
    '|---|---|---|---|',
    ...list,
    '',
    ...all.flatMap(section),
  ]
    .join('\n')
    .trimEnd()}\n`;
};

const heading = (l: Layer): string => `${l.title} (${l.name})`;
const anchor = (l: Layer): string =>
  heading(l)
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');

const place = (l: Layer): string =>
  Object.entries(l.on ?? {})
    .map(
      ([table, keys]) =>
        `${table} ${[keys]
          .flat()
          .map((key) => keyText(table, key))
          .join(', ')}`,
    )
    .join('; ');

/** Tables whose numbers everybody knows in hexadecimal, with their digits. */
const HEX: Readonly<Record<string, number>> = { 'eth.type': 4, 'fr.type': 4, 'ppp.protocol': 4 };

const keyText = (table: string, key: unknown): string => {
  const digits = HEX[table];
  return digits !== undefined && typeof key === 'number' ? `0x${key.toString(16).padStart(digits, '0')}` : String(key);
};

const section = (l: Layer): readonly string[] => [
  `## ${heading(l)}`,
  '',
  ...(l.slots.length > 0 ? ['```text', ...header(l), '```', ''] : []),
  '| filter name | type | meaning |',
  '|---|---|---|',
  ...fieldSets(l).flatMap((fields) => rows(l, '', fields)),
  '',
];

/** Bits of the fixed header, a field a line. */
const header = (l: Layer): readonly string[] =>
  l.slots.map((s) => {
    const last = s.bit + s.field.bits - 1;
    return `${String(s.bit).padStart(5)} … ${String(last).padStart(4)}  ${s.field.title}`;
  });

const rows = (l: Layer, prefix: string, fields: Fields): readonly string[] =>
  Object.entries(fields).flatMap(([key, f]) => {
    const at = prefix === '' ? key : partKey(prefix, key);
    const name = nameOf(l.name, at, f);
    const own = name === '' ? [] : [`| ${[name, ...aliasesOf(l.name, f)].map((n) => `\`${n}\``).join(', ')} | ${type(f)} | ${f.title} |`];
    return f.sub ? [...own, ...rows(l, at, f.sub)] : own;
  });

const type = (f: FieldSpec): string => {
  const width = f.bits > 0 && (f.show === 'dec' || f.show === 'hex') ? `, ${f.bits} bits` : '';
  return `${TYPES[f.show]}${width}`;
};

const TYPES: Readonly<Record<FieldSpec['show'], string>> = {
  dec: 'number',
  hex: 'number in hexadecimal',
  bool: 'yes or no',
  mac: 'MAC address',
  ip4: 'IPv4 address',
  ip6: 'IPv6 address',
  bytes: 'bytes',
  string: 'text',
  time: 'seconds',
  date: 'date and time',
  none: 'mark',
  float: 'number with a fraction',
};
