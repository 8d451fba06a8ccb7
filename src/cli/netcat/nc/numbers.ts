/** Numbers as the C library reads them: strtonum of the BSDs for options, getaddrinfo for ports. */

export type Wrong = 'invalid' | 'too small' | 'too large';

/** Decimal, blanks and a sign before it allowed. */
export const strtonum = (text: string, min: number, max: number): number | Wrong => {
  const digits = /^[\t-\r ]*([+-]?\d+)$/.exec(text)?.[1];
  if (digits === undefined) return 'invalid';
  const value = Number(digits);
  if (value < min) return 'too small';
  return value > max ? 'too large' : value;
};

/** A port as getaddrinfo reads it: by strtoul into an int, of which the lower 16 bits count. Undefined for what it takes for a name. */
export const portNumber = (text: string): number | undefined => {
  const digits = /^(?:[\t-\r ]*([+-]?\d+))?$/.exec(text)?.[1] ?? (text === '' ? '0' : undefined);
  if (digits === undefined) return undefined;
  const value = BigInt(digits.replace('+', ''));
  const int = BigInt.asIntN(32, value < ULONG && value > -ULONG ? value : ULONG - 1n);
  return int < 0n ? undefined : Number(int & 0xffffn);
};

const ULONG = 1n << 64n;

/** The four bytes of an IPv4 address as the system's own reader takes them: one to four parts, decimal, octal or hexadecimal. */
export const inetAton = (text: string): string | undefined => {
  const parts = text.split('.').map(readPart);
  const last = parts.pop();
  if (last === undefined || parts.length > 3 || parts.some((part) => part === undefined || part > 255)) return undefined;
  if (last >= 256 ** (4 - parts.length)) return undefined;
  const value = parts.reduce<number>((sum, part, i) => sum + (part ?? 0) * 256 ** (3 - i), last);
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
};

const readPart = (text: string): number | undefined => {
  if (/^0x[0-9a-f]+$/i.test(text)) return Number.parseInt(text, 16);
  if (/^0[0-7]*$/.test(text)) return Number.parseInt(text, 8);
  return /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
};
