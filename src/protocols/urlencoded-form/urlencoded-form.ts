/** What a form on a web page sends: names and values, as HTML has browsers write them (application/x-www-form-urlencoded). */
import { type Bytes, fromUtf8, u8 } from '../../core/bytes.ts';
import { extra } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import type { Dissecting } from '../../wire/types.ts';
import { contentType } from '../shared/content-type.ts';

/** Items that are shown. */
const MOST_ITEMS = 1000;

export const urlencodedForm = layer('urlencoded-form', {
  title: 'HTML Form URL Encoded',
  spec: 'WHATWG URL §5',
  label: 'URL Form',
  fields: {},
  inMessages: true,
  extras: {
    item: extra('Form item', 'none', { unnamed: true }),
    key: extra('Key', 'string'),
    value: extra('Value', 'string'),
    password: extra('Value', 'string', { as: 'urlencoded-form.value', secret: true }),
  },
  on: { media_type: ['application/x-www-form-urlencoded'] },
  heading: (d) => `HTML Form URL Encoded${contentType(d) === '' ? '' : `: ${contentType(d)}`}`,
  body: (d) => {
    putItems(d);
    d.header = d.end;
  },
});

const putItems = (d: Dissecting): void => {
  let shown = 0;
  for (let at = d.start; at < d.end; shown++) {
    if (shown === MOST_ITEMS) {
      d.fault('large', at, 0, `more than ${MOST_ITEMS} items: the rest is not shown`, 'note');
      return;
    }
    const equals = ending(d.b, at, d.end, EQUALS);
    const value = Math.min(equals + 1, d.end);
    const end = ending(d.b, value, d.end, AMPERSAND);
    if (!putItem(d, at, equals, value, end)) return;
    at = end + 1;
  }
};

/** Puts an item with its name in [at, equals) and its value in [value, end). False where one of them is no such text. */
const putItem = (d: Dissecting, at: number, equals: number, value: number, end: number): boolean => {
  const key = decoded(d.b, at, equals);
  const text = decoded(d.b, value, end);
  const item = d.put('item', at, Math.min(end + 1, d.end) - at, true);
  if (item) item.text = `Form item: "${key ?? ''}"${text === undefined ? '' : ` = "${SECRET.test(key ?? '') ? '******' : text}"`}`;
  d.under(item, () => {
    if (key !== undefined) d.put('key', at, equals - at, key);
    if (text !== undefined) d.put(SECRET.test(key ?? '') ? 'password' : 'value', value, end - value, text);
  });
  if (key !== undefined && text !== undefined) return true;
  d.fault('malformed', at, end - at, 'a percent sign without two hex digits behind it', 'warn');
  return false;
};
const SECRET = /pass|pwd|secret|token/i;

/** Where the byte is, or the end. */
const ending = (b: Bytes, from: number, end: number, byte: number): number => {
  const at = b.subarray(0, end).indexOf(byte, from);
  return at < 0 ? end : at;
};

/** The text that [from, to) stands for: `+` is a blank, `%41` a byte. Undefined where a percent sign stands for none. */
const decoded = (b: Bytes, from: number, to: number): string | undefined => {
  const bytes = new Uint8Array(to - from);
  let length = 0;
  for (let i = from; i < to; i++) {
    const byte = u8(b, i);
    if (byte !== PERCENT) bytes[length++] = byte === PLUS ? BLANK : byte;
    else {
      const digits = to - i > 2 ? fromUtf8(b.subarray(i + 1, i + 3)) : '';
      if (!/^[0-9a-f]{2}$/i.test(digits)) return undefined;
      bytes[length++] = Number.parseInt(digits, 16);
      i += 2;
    }
  }
  return fromUtf8(bytes.subarray(0, length));
};
const [AMPERSAND, EQUALS, PERCENT, PLUS, BLANK] = [38, 61, 37, 43, 32] as const;
