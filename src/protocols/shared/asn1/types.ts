/** Types: the simple types of ASN.1 as schemas show them (X.680). */
import { type Bytes, hex, u8 } from '../../../core/bytes.ts';
import { dateNanos } from '../../../core/time.ts';
import type { Names } from '../../../wire/value.ts';
import { oidName } from '../oid-names.ts';
import { Tag } from './element.ts';
import type { Plain } from './schema.ts';
import { characters, integerValue, oidText, timeSeconds, utcTimeText } from './values.ts';

/** A number; with names where they are known. */
export const integer = (names?: Names): Plain => ({
  kind: 'plain',
  tags: [Tag.integer, Tag.enumerated],
  show: 'dec',
  ...(names && { options: { names } }),
  value: integerValue,
});

/** A long number, shown as its bytes. */
export const bigInteger: Plain = {
  kind: 'plain',
  tags: [Tag.integer],
  show: 'bytes',
  options: { text: (v) => `0x${shortHex(v as Bytes)}` },
  value: (b, from, to) => b.subarray(from, to),
};

const shortHex = (b: Bytes): string => (b.length > 36 ? `${hex(b.subarray(0, 36))}…` : hex(b));

export const boolean: Plain = {
  kind: 'plain',
  tags: [Tag.boolean],
  show: 'bool',
  value: (b, from, to) => from < to && u8(b, from) !== 0,
};

export const oid: Plain = {
  kind: 'plain',
  tags: [Tag.oid],
  show: 'string',
  options: { text: (v) => oidLine(String(v)) },
  value: oidText,
  selects: true,
};

/** `2.5.4.3 (id-at-commonName)` */
const oidLine = (text: string): string => {
  const name = oidName(text);
  return name === undefined ? text : `${text} (${name})`;
};

/** A string of one type, or of any. */
export const string = (...tags: readonly number[]): Plain => ({
  kind: 'plain',
  tags: tags.length > 0 ? tags : STRINGS,
  show: 'string',
  value: (b, from, to, tag) => characters(tags.length === 1 ? (tags[0] ?? tag) : tag, b, from, to),
});
const STRINGS = [Tag.utf8, Tag.printable, Tag.ia5, Tag.teletex, Tag.numeric, Tag.visible, Tag.bmp, Tag.universal];

export const octetValue: Plain = {
  kind: 'plain',
  tags: [Tag.octets],
  show: 'bytes',
  options: { mayBeEmpty: true },
  value: (b, from, to) => b.subarray(from, to),
};

export const nullValue: Plain = { kind: 'plain', tags: [Tag.null], show: 'none', value: () => true };

export const utcTime: Plain = { kind: 'plain', tags: [Tag.utcTime], show: 'string', value: utcTimeText };
export const generalizedTime: Plain = {
  kind: 'plain',
  tags: [Tag.generalizedTime],
  show: 'date',
  value: (b, from, to) => {
    const seconds = timeSeconds(Tag.generalizedTime, b, from, to);
    return seconds === undefined ? undefined : dateNanos(seconds);
  },
};
