/** Where a host is: LOC records, RFC 1876 §2. */
import { u8 as byteAt } from '../../../core/bytes.ts';
import type { Dissecting } from '../../../wire/types.ts';
import { dnsField, fits, type Part, shape } from './part.ts';
import { u8, u32 } from './parts.ts';
import { record } from './record.ts';

/** `1 m`, `0.1 m`: a digit and its power of ten, in centimetres. */
const sizeText = (v: number): string => `${v} (${((v >> 4) * 10 ** (v & 15)) / 100} m)`;

const EQUATOR = 2 ** 31;

/** `52 deg 22 min 23.000 sec N`: thousandths of a second from the middle. */
const angleText = (v: number, positive: string, negative: string): string => {
  const off = Math.abs(v - EQUATOR);
  const seconds = `${Math.floor((off % 60_000) / 1000)}.${String(off % 1000).padStart(3, '0')}`;
  return `${v} (${Math.floor(off / 3_600_000)} deg ${Math.floor(off / 60_000) % 60} min ${seconds} sec ${v < EQUATOR ? negative : positive})`;
};

/** `-2 m`: centimetres over 100 km below the reference spheroid. */
const altitudeText = (v: number): string => `${v} (${(v - 10_000_000) / 100} m)`;

const size = (key: string, title: string): Part<number> => u8(key, title, { text: (v) => sizeText(Number(v)) });

const known = shape({
  version: u8('loc.version', 'Version'),
  size: size('loc.size', 'Size'),
  horizontal: size('loc.horizontal_precision', 'Horizontal Precision'),
  vertical: size('loc.vertical_precision', 'Vertical Precision'),
  latitude: u32('loc.latitude', 'Latitude', { text: (v) => angleText(Number(v), 'N', 'S') }),
  longitude: u32('loc.longitude', 'Longitude', { text: (v) => angleText(Number(v), 'E', 'W') }),
  altitude: u32('loc.altitude', 'Altitude', { text: (v) => altitudeText(Number(v)) }),
});

/** Of other versions than 0 nobody knows the form. */
const put = (d: Dissecting, o: number, end: number): number => {
  if (!fits(d, o, 1, end) || !d.has(o, 1)) return -1;
  if (byteAt(d.b, o) === 0) return known.put(d, o, end);
  d.put('loc.version', o, 1);
  return d.put('loc.unknown_data', o, end - o) === undefined ? -1 : end;
};

export const LOC = record({ ...known, fields: { ...known.fields, ...dnsField('loc.unknown_data', 'Unknown data', 'bytes') }, put });
