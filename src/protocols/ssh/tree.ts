/** The contents of SSH's packets in the tree: lists of algorithms, keys and signatures, and what else is said before all is encrypted. */

import { hex, u8, u32, utf8 } from '../../core/bytes.ts';
import { fromLatin1 } from '../../core/latin1.ts';
import type { Dissecting } from '../../wire/types.ts';
import { LISTS_AT, listsAt } from './agree.ts';
import { LISTS } from './fields.ts';
import { actOf, Code, type Exchange, exchangeOf } from './names.ts';

/** The payload [o, end) of a packet, whose first byte is its code. */
export const putPayload = (d: Dissecting, o: number, end: number, method: string, reply: boolean): void => {
  const code = u8(d.b, o);
  d.put('message_code', o, 1);
  const exchange = exchangeOf(method);
  const act = actOf(code, exchange);
  if (code === Code.kexInit) putLists(d, o, end, reply);
  else if (act !== undefined && exchange !== undefined) EXCHANGES[act](d, o + 1, end, exchange, code);
  else if (OTHERS[code] !== undefined) OTHERS[code](d, o + 1, end);
  else if (code !== Code.newKeys && end > o + 1) d.put('payload', o + 1, end - o - 1);
};

// ---- strings ---------------------------------------------------------------------------------------------------------

/** A length of four bytes and what it counts; where that ends, -1 where it is not all there. */
const putString = (d: Dissecting, lengthKey: string, key: string, o: number, end: number): number => {
  if (o < 0) return -1;
  const to = o + 4 + (o + 4 <= end ? u32(d.b, o) : 0);
  if (o + 4 > end || to > end) {
    if (d.wire > d.end) d.has(o, 4 + (o + 4 <= end ? u32(d.b, o) : 0));
    else d.fault('string', Math.min(o, end), Math.max(0, end - o), 'a string is longer than its packet');
    return -1;
  }
  d.put(lengthKey, o, 4);
  d.put(key, o + 4, to - o - 4);
  return to;
};

const putNumber = (d: Dissecting, key: string, o: number, end: number): number => putString(d, 'mpint_length', key, o, end);

const putU32 = (d: Dissecting, key: string, o: number, end: number): number => {
  if (o < 0 || o + 4 > end) return -1;
  d.put(key, o, 4);
  return o + 4;
};

// ---- algorithms ------------------------------------------------------------------------------------------------------

const COOKIE = 16;

const putLists = (d: Dissecting, o: number, end: number, reply: boolean): void => {
  if (o + 1 + COOKIE > end) return;
  d.put('cookie', o + 1, COOKIE);
  const start = o + 1 + COOKIE - LISTS_AT;
  const found = listsAt(d.b, start, end);
  for (const [n, [from]] of found.entries()) putString(d, `${LISTS[n]}_length`, LISTS[n] ?? '', from, end);
  const at = found[9]?.[1];
  if (at === undefined && d.wire <= d.end)
    d.fault('lists', found.at(-1)?.[1] ?? o, 0, 'ten lists belong into a Key Exchange Init (RFC 4253 §7.1)');
  if (at === undefined || at + 5 > end) return;
  d.put('first_kex_packet_follows', at, 1);
  d.put('kex.reserved', at + 1, 4);
  const names = found.map(([from, to]) => fromLatin1(d.b, from + 4, to));
  putFingerprint(d, (reply ? [0, 3, 5, 7] : [0, 2, 4, 6]).map((n) => names[n] ?? '').join(';'), reply ? 'hasshserver' : 'hassh');
};

/** HASSH: which program it is, by what it offers in which order (engineering.salesforce.com, 2018). */
const putFingerprint = (d: Dissecting, algorithms: string, key: 'hassh' | 'hasshserver'): void => {
  d.add(`kex.${key}_algorithms`, algorithms);
  if (d.tools.crypto) d.add(`kex.${key}`, hex(d.tools.crypto.hash('md5', utf8(algorithms))));
};

// ---- key exchange ----------------------------------------------------------------------------------------------------

type PutAct = (d: Dissecting, o: number, end: number, exchange: Exchange, code: number) => void;

const isCurve = (exchange: Exchange): boolean => exchange === 'ecdh' || exchange === 'hybrid';

const EXCHANGES: Readonly<Record<'init' | 'reply' | 'request' | 'group', PutAct>> = {
  init: (d, o, end, exchange) => {
    if (isCurve(exchange)) putString(d, 'ecdh.q_c_length', 'ecdh.q_c', o, end);
    else putNumber(d, 'dh.e', o, end);
  },
  reply: (d, o, end, exchange) => {
    const key = putHostKey(d, o, end);
    const half = isCurve(exchange) ? putString(d, 'ecdh.q_s_length', 'ecdh.q_s', key, end) : putNumber(d, 'dh.f', key, end);
    putSignature(d, half, end);
  },
  request: (d, o, end, _, code) => {
    const bits = code === 30 ? o : putU32(d, 'dh_gex.min', o, end);
    const to = putU32(d, 'dh_gex.nbits', bits, end);
    if (code !== 30) putU32(d, 'dh_gex.max', to, end);
  },
  group: (d, o, end) => void putNumber(d, 'dh_gex.g', putNumber(d, 'dh_gex.p', o, end), end),
};

/** A line over [o, to) with what `fill` puts under it. */
export const putPart = (d: Dissecting, key: 'packet' | 'part', o: number, to: number, text: string, fill: () => void): void => {
  const field = d.put(key, o, Math.max(0, to - o), true);
  if (field) field.text = text;
  d.under(field, fill);
};

const putHostKey = (d: Dissecting, o: number, end: number): number => {
  const to = o + 4 + (o + 8 <= end ? u32(d.b, o) : 0);
  if (o + 8 > end || to > end) return putString(d, 'host_key.length', 'host_key.data', o, end);
  const typeTo = o + 8 + u32(d.b, o + 4);
  const type = typeTo <= to ? fromLatin1(d.b, o + 8, typeTo) : '';
  putPart(d, 'part', o, to, `KEX host key (type: ${type})`, () => {
    d.put('host_key.length', o, 4);
    let at = putString(d, 'host_key.type_length', 'host_key.type', o + 4, to);
    const parts = KEYS.find(([name]) => type.startsWith(name))?.[1];
    for (const [length, key] of parts ?? []) at = putString(d, length, key, at, to);
    if (parts === undefined && at >= 0 && at < to) d.put('host_key.data', at, to - at);
  });
  return to;
};

type Parts = readonly (readonly [length: string, key: string])[];
const numbers = (...keys: readonly string[]): Parts => keys.map((key) => ['mpint_length', key] as const);
const KEYS: readonly (readonly [type: string, parts: Parts])[] = [
  ['ssh-rsa', numbers('host_key.rsa.e', 'host_key.rsa.n')],
  ['ssh-dss', numbers('host_key.dsa.p', 'host_key.dsa.q', 'host_key.dsa.g', 'host_key.dsa.y')],
  [
    'ecdsa-sha2-',
    [
      ['host_key.ecdsa.id_length', 'host_key.ecdsa.id'],
      ['host_key.ecdsa.q_length', 'host_key.ecdsa.q'],
    ],
  ],
  ['ssh-ed', [['host_key.eddsa.key_length', 'host_key.eddsa.key']]],
];

const putSignature = (d: Dissecting, o: number, end: number): void => {
  if (o < 0 || o + 8 > end) return;
  const to = Math.min(end, o + 4 + u32(d.b, o));
  const typeTo = o + 8 + u32(d.b, o + 4);
  const type = typeTo <= to ? fromLatin1(d.b, o + 8, typeTo) : '';
  putPart(d, 'part', o, to, `KEX host signature (type: ${type})`, () => {
    d.put('host_sig.length', o, 4);
    const at = putString(d, 'host_sig.type_length', 'host_sig.type', o + 4, to);
    if (at < 0 || at === to) return;
    if (type === 'ssh-rsa') putNumber(d, 'host_sig.rsa', at, to);
    else d.put('host_sig.data', at, to - at);
  });
};

// ---- others ----------------------------------------------------------------------------------------------------------

const putService = (d: Dissecting, o: number, end: number): void => void putString(d, 'service_name_length', 'service_name', o, end);

const OTHERS: Readonly<Record<number, (d: Dissecting, o: number, end: number) => void>> = {
  [Code.disconnect]: (d, o, end) => {
    const at = putU32(d, 'disconnect_reason', o, end);
    const language = putString(d, 'disconnect_description_length', 'disconnect_description', at, end);
    putString(d, 'lang_tag_length', 'lang_tag', language, end);
  },
  [Code.ignore]: (d, o, end) => void putString(d, 'ignore_data_length', 'ignore_data', o, end),
  [Code.debug]: (d, o, end) => {
    if (o >= end) return;
    d.put('debug_always_display', o, 1);
    putString(d, 'lang_tag_length', 'lang_tag', putString(d, 'debug_name_length', 'debug_name', o + 1, end), end);
  },
  [Code.serviceRequest]: putService,
  [Code.serviceAccept]: putService,
};
