/** IPv4 addresses as the C library's own reader takes them (inet_aton). */

/** The address in four decimal parts; undefined for what is none. One to four parts may be written, decimal, octal or hexadecimal. */
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
