/** Names of folders in modified UTF-7 (RFC 3501 §5.1.3): printable ASCII is itself, the rest UTF-16 in Base64 between & and -. */
import { u8, utf8 } from '../../core/bytes.ts';
import { fromBase64, toBase64 } from '../shared/base64.ts';

export const encodeUtf7 = (name: string): string =>
  name.replace(/&|[^\x20-\x7e]+/g, (found) => (found === '&' ? '&-' : `&${base64(found)}-`));

const base64 = (text: string): string => {
  const units = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) {
    units[2 * i] = text.charCodeAt(i) >> 8;
    units[2 * i + 1] = text.charCodeAt(i) & 255;
  }
  return toBase64(units).replace(/=+$/, '').replaceAll('/', ',');
};

/** What is not encoded so stays as it is. */
export const decodeUtf7 = (name: string): string =>
  name.replace(/&([A-Za-z0-9+,]*)-/g, (_, coded: string) => (coded === '' ? '&' : fromUnits(fromBase64(utf8(coded.replaceAll(',', '/'))))));

const fromUnits = (b: Uint8Array): string => {
  let text = '';
  for (let i = 0; i + 1 < b.length; i += 2) text += String.fromCharCode((u8(b, i) << 8) | u8(b, i + 1));
  return text;
};
