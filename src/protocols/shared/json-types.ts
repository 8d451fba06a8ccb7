/** Media types whose content is JSON (RFC 8259 §11 and others), as Wireshark's. */

import { type Bytes, utf8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';

export const JSON_TYPES: string[] = [
  'application/json',
  'application/senml+json',
  'application/sensml+json',
  'application/senml-etch+json',
  'application/json-rpc',
  'application/jsonrequest',
  'application/merge-patch+json',
  'application/json-patch+json',
  'application/dds-web+json',
  'application/coap-group+json',
  'application/problem+json',
  'application/td+json',
  'application/vnd.oma.lwm2m+json',
];
const types: ReadonlySet<string> = new Set(JSON_TYPES);
const LONGEST = Math.max(...JSON_TYPES.map(({ length }) => length));
const A = 97;

/** Whether b[from, to) is one of them. */
export const isJsonType = (b: Bytes, from: number, to: number): boolean =>
  to - from <= LONGEST && to > from && ((b[from] ?? 0) | 32) === A && types.has(fromLatin1(b, from, to).toLowerCase());

/** What a row says of such content, in front of its type. */
export const JSON_SAID = utf8(', JavaScript Object Notation');
