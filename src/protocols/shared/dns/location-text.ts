/** LOC records as text (RFC 1876 §3): `52 22 23.000 N 4 53 32.000 E -2.00m 1m 10000m 10m`. */

import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import type { DnsRecord } from './message.ts';
import type { ZoneWords } from './zone-words.ts';

type Location = Extract<DnsRecord, { readonly type: 'LOC' }> extends { readonly data: infer D } ? D : never;

const EQUATOR = 2 ** 31;
/** Centimetres below the spheroid from which altitudes count. */
const LOWEST = 10_000_000;
const DEFAULTS = { size: 0x12, horizontal: 0x16, vertical: 0x13 };

export const locationText = (l: Location): string =>
  [
    angleText(l.latitude, 'N', 'S'),
    angleText(l.longitude, 'E', 'W'),
    `${((l.altitude - LOWEST) / 100).toFixed(2)}m`,
    ...[l.size, l.horizontal, l.vertical].map((v) => `${((v >> 4) * 10 ** (v & 15)) / 100}m`),
  ].join(' ');

const angleText = (v: number, positive: string, negative: string): string => {
  const off = Math.abs(v - EQUATOR);
  const seconds = ((off % 60_000) / 1000).toFixed(3);
  return `${Math.floor(off / 3_600_000)} ${Math.floor(off / 60_000) % 60} ${seconds} ${v < EQUATOR ? negative : positive}`;
};

export const parseLocation = (words: ZoneWords): Location => {
  const latitude = parseAngle(words, 'N', 'S', 90);
  const longitude = parseAngle(words, 'E', 'W', 180);
  const altitude = Math.round(metres(words, sayWrong('altitude')) * 100) + LOWEST;
  const more = { ...DEFAULTS };
  for (const key of ['size', 'horizontal', 'vertical'] as const) if (words.left > 0) more[key] = power(metres(words, sayWrong('aSize')));
  return { version: 0, ...more, latitude, longitude, altitude };
};

const parseAngle = (words: ZoneWords, positive: string, negative: string, most: number): number => {
  const parts: number[] = [];
  for (;;) {
    const word = words.next(sayWrong('angleForm', { positive, negative }));
    if (word === positive || word === negative) {
      const [degrees = 0, minutes = 0, seconds = 0] = parts;
      const off = Math.round((degrees * 3600 + minutes * 60 + seconds) * 1000);
      return word === positive ? EQUATOR + off : EQUATOR - off;
    }
    const value = Number(word);
    const limit = [most, 59, 59.999][parts.length] ?? -1;
    if (!/^\d+(\.\d+)?$/.test(word) || value > limit)
      throw new UsageError(words.place, sayWrong('degreesForm', { most: String(most) }), word);
    parts.push(value);
  }
};

const metres = (words: ZoneWords, expected: Said): number => {
  const word = words.next(expected);
  const value = /^-?\d+(\.\d+)?m?$/.test(word) ? Number.parseFloat(word) : Number.NaN;
  if (Number.isNaN(value)) throw new UsageError(words.place, sayWrong('inMetres', { expected }), word);
  return value;
};

/** A digit and a power of ten of centimetres. */
const power = (value: number): number => {
  const centimetres = Math.round(value * 100);
  const exponent = Math.max(0, Math.floor(Math.log10(Math.max(1, centimetres))));
  return (Math.min(9, Math.floor(centimetres / 10 ** exponent)) << 4) | Math.min(9, exponent);
};
