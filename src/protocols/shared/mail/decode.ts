/** What mails say once it is decoded: encoded words of heads (RFC 2047), transfer encodings (RFC 2045 §6), character sets. */

import { type Bytes, fromUtf8 } from '../../../core/bytes.ts';
import { fromLatin1 } from '../../../core/latin1.ts';
import { fromBase64 } from '../base64.ts';
import { hexDigit, latin1Bytes } from '../text.ts';

/** `=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=` as it reads; `text` has a character for each byte. */
export const decodeHead = (text: string): string =>
  fromBytes(latin1Bytes(text.replace(/(\?=)\s+(?==\?)/g, '$1')), 'utf-8').replace(
    /=\?([^?\s*]{1,40})(?:\*[^?\s]*)?\?([BQ])\?([^?\s]*)\?=/gi,
    (_, charset: string, coding: string, coded: string) => {
      const bytes = latin1Bytes(coded);
      return fromBytes(/b/i.test(coding) ? fromBase64(bytes) : fromQuoted(latin1Bytes(coded.replaceAll('_', ' '))), charset);
    },
  );

/** Content without its transfer encoding. */
export const decodeTransfer = (b: Bytes, encoding: string): Bytes => {
  const name = encoding.trim().toLowerCase();
  if (name === 'base64') return fromBase64(b);
  return name === 'quoted-printable' ? fromQuoted(b) : b;
};

/** Bytes as text of a character set; of one that is not known, each byte a character. */
export const fromBytes = (b: Bytes, charset: string): string => {
  const name = charset.trim().toLowerCase();
  if (name === 'utf-8' || name === 'utf8' || name === 'us-ascii' || name === '') return fromUtf8(b);
  try {
    return new TextDecoder(name).decode(b);
  } catch {
    return fromLatin1(b, 0, b.length);
  }
};

const fromQuoted = (b: Bytes): Uint8Array => {
  const out = new Uint8Array(b.length);
  let length = 0;
  for (let i = 0; i < b.length; i++) {
    const [high, low] = [hexDigit(b[i + 1] ?? 0), hexDigit(b[i + 2] ?? 0)];
    if (b[i] !== EQUALS) out[length++] = b[i] ?? 0;
    else if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low;
      i += 2;
    } else if (b[i + 1] === 13 && b[i + 2] === 10) i += 2;
    else if (b[i + 1] === 10) i += 1;
    else out[length++] = EQUALS;
  }
  return out.subarray(0, length);
};
const EQUALS = 61;
