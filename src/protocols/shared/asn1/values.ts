/** Values: what the bytes of a primitive element mean (X.690 §8): numbers, object identifiers, texts, times. */
import { type Bytes, fromUtf8, u8, u16, u32 } from '../../../core/bytes.ts';
import { Tag } from './element.ts';

/** Two's complement; a bigint where a number would not be exact. */
export const integerValue = (b: Bytes, from: number, to: number): number | bigint => {
  if (to - from > 6) return bigValue(b, from, to);
  let v = from < to && u8(b, from) > 127 ? -1 : 0;
  for (let o = from; o < to; o++) v = v * 256 + u8(b, o);
  return v;
};

/** Longer integers are shown as bytes; this is for those that count something. */
const bigValue = (b: Bytes, from: number, to: number): bigint => {
  let v = u8(b, from) > 127 ? -1n : 0n;
  for (let o = from; o < to; o++) v = (v << 8n) | BigInt(u8(b, o));
  return v;
};

/** `2.5.4.3`; empty where the bytes are no object identifier (§8.19). */
export const oidText = (b: Bytes, from: number, to: number): string => {
  let text = '';
  for (let o = from; o < to; ) {
    let arc = 0;
    for (let more = true; more; o++) {
      if (o >= to) return '';
      arc = arc * 128 + (u8(b, o) & 127);
      more = u8(b, o) > 127;
    }
    if (text === '') {
      const root = Math.min(2, Math.floor(arc / 40));
      text = `${root}.${arc - root * 40}`;
    } else text += `.${arc}`;
  }
  return text;
};

/** The text of a string type (§8.23), under its universal tag. */
export const characters = (tag: number, b: Bytes, from: number, to: number): string => {
  if (tag === Tag.bmp) return units(b, from, to, 2);
  if (tag === Tag.universal) return units(b, from, to, 4);
  if (tag === Tag.utf8) return fromUtf8(b.subarray(from, to));
  let text = '';
  for (let o = from; o < to; o++) text += String.fromCharCode(u8(b, o));
  return text;
};

const units = (b: Bytes, from: number, to: number, size: 2 | 4): string => {
  let text = '';
  for (let o = from; o + size <= to; o += size) {
    const code = size === 2 ? u16(b, o) : u32(b, o);
    text += size === 2 ? String.fromCharCode(code) : String.fromCodePoint(Math.min(code, 0x10ffff));
  }
  return text;
};

export const isString = (tag: number): boolean =>
  tag === Tag.utf8 || (tag >= Tag.numeric && tag <= Tag.ia5) || (tag >= Tag.graphic && tag <= Tag.universal) || tag === Tag.bmp;

/** Seconds since 1970 of a UTCTime or GeneralizedTime (X.680 §46, §47; RFC 5280 §4.1.2.5); undefined where it is neither. */
export const timeSeconds = (tag: number, b: Bytes, from: number, to: number): number | undefined => {
  const text = characters(Tag.ia5, b, from, to);
  const parts = (tag === Tag.utcTime ? UTC_TIME : GENERALIZED_TIME).exec(text);
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map((p) => Number(p ?? 0));
  const century = tag !== Tag.utcTime ? 0 : year < 50 ? 2000 : 1900;
  const date = Date.UTC(century + year, month - 1, day, hour, minute, second);
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60) return undefined;
  return date / 1000 - zoneSeconds(parts[7] ?? 'Z');
};

const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)?(\d\d)?(?:[.,]\d+)?(Z|[+-]\d{4})?$/;

const zoneSeconds = (zone: string): number => {
  if (zone === 'Z') return 0;
  const seconds = Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(3)) * 60;
  return zone.startsWith('-') ? -seconds : seconds;
};

/** `2026-11-28 20:41:59 (UTC)`: a UTCTime as people read it; what is none stays as it is. */
export const utcTimeText = (b: Bytes, from: number, to: number): string => {
  const seconds = timeSeconds(Tag.utcTime, b, from, to);
  return seconds === undefined
    ? characters(Tag.ia5, b, from, to)
    : `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} (UTC)`;
};
