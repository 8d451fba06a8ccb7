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
