/** A sentence of NMEA 0183 as text: `$GPGGA,…*47`; the two digits are the exclusive or of all characters between `$` and `*`. */
import { type Bytes, hexByte, u8, utf8 } from '../../core/bytes.ts';

export const checksumOf = (b: Bytes, from: number, to: number): string => {
  let sum = 0;
  for (let o = from; o < to; o++) sum ^= u8(b, o);
  return hexByte(sum).toUpperCase();
};

/** `GPGGA,…` with what stands around it. */
export const writeSentence = (words: readonly string[]): string => {
  const text = words.join(',');
  const bytes = utf8(text);
  return `$${text}*${checksumOf(bytes, 0, bytes.length)}\r\n`;
};

const two = (n: number): string => String(n).padStart(2, '0');

/** Degrees and minutes in one number, and the half of the world: `4808.9876`, `N`. */
const angle = (degrees: number, digits: number, halves: string): readonly [string, string] => {
  const minutes = Math.round(Math.abs(degrees) * 600_000);
  const whole = String(Math.floor(minutes / 600_000)).padStart(digits, '0');
  return [`${whole}${((minutes % 600_000) / 10_000).toFixed(4).padStart(7, '0')}`, halves[degrees < 0 ? 1 : 0] ?? ''];
};

export interface Position {
  readonly latitude: number;
  readonly longitude: number;
  /** Metres above the sea. */
  readonly altitude: number;
}

const timeOf = (at: Date): string => `${two(at.getUTCHours())}${two(at.getUTCMinutes())}${two(at.getUTCSeconds())}.00`;

/** Where a receiver of GPS is, and when that was. */
export const gga = (at: Date, { latitude, longitude, altitude }: Position): string =>
  writeSentence([
    'GPGGA',
    timeOf(at),
    ...angle(latitude, 2, 'NS'),
    ...angle(longitude, 3, 'EW'),
    ...['1', '08', '0.9', altitude.toFixed(1), 'M', '46.9', 'M', '', ''],
  ]);

/** Time and date. */
export const zda = (at: Date): string =>
  writeSentence(['GPZDA', timeOf(at), two(at.getUTCDate()), two(at.getUTCMonth() + 1), String(at.getUTCFullYear()), '00', '00']);
