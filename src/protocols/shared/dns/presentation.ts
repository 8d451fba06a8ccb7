/** Records as zone files and dig write them (RFC 1035 §5.1, and the RFCs of the types); what has no form of its own as RFC 3597 §5 has it. */

import { ip6Text, parseIp4, parseIp6 } from '../../../core/address.ts';
import { type Bytes, fromHex, hex, utf8 } from '../../../core/bytes.ts';
import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { Said } from '../../../core/words.ts';
import { fromBase64, toBase64 } from '../base64.ts';
import { MessageReader, MessageWriter } from './cursor.ts';
import { locationText, parseLocation } from './location-text.ts';
import type { DnsRecord } from './message.ts';
import { CERTIFICATES } from './names.ts';
import { recordType } from './records.ts';
import { parametersText, parseParameters } from './service-text.ts';
import { typeName, typeNumber } from './types.ts';
import { absoluteName, type ZoneWords } from './zone-words.ts';

/** How a part of a record is written and read. */
interface Form {
  print(value: never): string;
  parse(words: ZoneWords): unknown;
}
const form = <T>(print: (value: T) => string, parse: (words: ZoneWords) => T): Form => ({ print, parse });

const number = (most: number): Form =>
  form<number>(String, (words) => {
    const text = words.next(sayWrong('aNumber'));
    const value = Number(text);
    if (/^\d+$/.test(text) && value <= most) return value;
    throw new UsageError(words.place, sayWrong('numberUpTo', { most: String(most) }), text);
  });
const [u8, u16, u32] = [number(255), number(65_535), number(4_294_967_295)];

const shownName = (name: string): string => (name === '.' ? '.' : `${name}.`);
const name = form<string>(shownName, (words) => absoluteName(words.next(sayWrong('aName')), words));
const quotedText = (text: string): string => `"${text.replace(/(\\.)|"/gs, (whole, escaped) => escaped ?? `\\${whole}`)}"`;
const text = form<string>(quotedText, (words) => words.next(sayWrong('aText')));
const texts = form<readonly string[]>(
  (all) => all.map(quotedText).join(' '),
  (words) => [words.next(sayWrong('aText')), ...words.rest()],
);
const ip4 = form<string>(String, (words) => checked(words, sayWrong('ip4Alone'), (t) => (parseIp4(t) ? t : undefined)));
const ip6 = form<string>(String, (words) =>
  checked(words, sayWrong('ip6Alone'), (t) => {
    const bytes = parseIp6(t);
    return bytes && ip6Text(bytes);
  }),
);

const checked = <T>(words: ZoneWords, expected: Said, read: (text: string) => T | undefined): T => {
  const word = words.next(expected);
  const value = read(word);
  if (value === undefined) throw new UsageError(words.place, expected, word);
  return value;
};

/** dig breaks long runs. */
const LINE = 56;
const broken = (all: string): string => all.match(new RegExp(`.{1,${LINE}}`, 'g'))?.join(' ') ?? '';
const hexRun = form<Bytes>(
  (b) => broken(hex(b).toUpperCase()),
  (words) => bytesOf(words, words.rest().join('')),
);
const bytesOf = (words: ZoneWords, digits: string): Bytes => {
  const bytes = fromHex(digits);
  if (bytes === undefined) throw new UsageError(words.place, sayWrong('hexPairs'), digits);
  return bytes;
};
const base64 = form<Bytes>(
  (b) => broken(toBase64(b)),
  (words) => fromBase64(utf8(words.rest().join(''))),
);
const salt = form<Bytes>(
  (b) => hex(b).toUpperCase() || '-',
  (words) => {
    const word = words.next(sayWrong('aSalt'));
    return word === '-' ? new Uint8Array(0) : bytesOf(words, word);
  },
);

const DIGITS32 = '0123456789ABCDEFGHIJKLMNOPQRSTUV';
const base32 = form<Bytes>(
  (b) => {
    const bits = [...b].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    return (bits.match(/.{1,5}/g) ?? []).map((five) => DIGITS32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
  },
  (words) => {
    const bits = [...words.next(sayWrong('hashedName')).toUpperCase()]
      .map((c) => DIGITS32.indexOf(c).toString(2).padStart(5, '0'))
      .join('');
    return Uint8Array.from(bits.match(/.{8}/g) ?? [], (eight) => Number.parseInt(eight, 2));
  },
);

const typeWord = (words: ZoneWords, word: string): string => {
  const known = typeNumber(word);
  if (known === undefined) throw new UsageError(words.place, sayWrong('recordType'), word);
  return typeName(known);
};
const covered = form<number>(typeName, (words) => typeNumber(typeWord(words, words.next(sayWrong('recordType')))) ?? 0);
const types = form<readonly string[]>(
  (all) => all.join(' '),
  (words) => words.rest().map((word) => typeWord(words, word)),
);

/** `20330518033320`, seconds since 1970. */
const instant = form<number>(
  (seconds) => new Date(seconds * 1000).toISOString().replace(/\D/g, '').slice(0, 14),
  (words) =>
    checked(words, sayWrong('timeDigits'), (t) => {
      const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(t) ?? [];
      if (y === undefined) return /^\d{1,10}$/.test(t) ? Number(t) : undefined;
      return Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s)) / 1000;
    }),
);

const certificateKind = form<number>(
  (kind) => CERTIFICATES[kind] ?? String(kind),
  (words) =>
    checked(words, sayWrong('certificateType'), (t) => {
      const known = Object.entries(CERTIFICATES).find(([, word]) => word === t)?.[0] ?? t;
      return /^\d{1,5}$/.test(known) ? Number(known) : undefined;
    }),
);
const property = form<{ readonly tag: string; readonly value: string }>(
  ({ tag, value }) => `${tag} ${quotedText(value)}`,
  (words) => ({ tag: words.next(sayWrong('aTag')), value: words.next(sayWrong('aValue')) }),
);
/** `1h30m`, or seconds. */
const span = form<number>(String, (words) => words.seconds(sayWrong('timeAlone')));
/** Not written: it follows from the rest. */
const worked = form<number>(
  () => '',
  () => 0,
);

type Forms = Readonly<Record<string, Form>>;
const host: Forms = { name };
const digest: Forms = { keyTag: u16, algorithm: u8, digestType: u8, digest: hexRun };
const key: Forms = { flags: u16, protocol: u8, algorithm: u8, keyTag: worked, key: base64 };
const signature: Forms = {
  covers: covered,
  algorithm: u8,
  labels: u8,
  ttl: u32,
  expires: instant,
  begins: instant,
  keyTag: u16,
  signer: name,
  signature: base64,
};
const association: Forms = { usage: u8, selector: u8, matching: u8, data: hexRun };
const hashed: Forms = { algorithm: u8, flags: u8, iterations: u16, salt };
const service: Forms = { priority: u16, target: name, parameters: form(parametersText, parseParameters) };

const FORMS: Readonly<Record<string, Forms>> = {
  A: { address: ip4 },
  AAAA: { address: ip6 },
  NS: host,
  CNAME: host,
  DNAME: host,
  PTR: host,
  MD: host,
  MF: host,
  MB: host,
  MG: host,
  MR: host,
  'NSAP-PTR': host,
  MINFO: { responsible: name, errors: name },
  SOA: { server: name, mailbox: name, serial: u32, refresh: span, retry: span, expire: span, minimum: span },
  MX: { preference: u16, exchange: name },
  TXT: { texts },
  SPF: { texts },
  HINFO: { cpu: text, os: text },
  RP: { mailbox: name, text: name },
  AFSDB: { subtype: u16, host: name },
  SRV: { priority: u16, weight: u16, port: u16, target: name },
  NAPTR: { order: u16, preference: u16, flags: text, service: text, pattern: text, replacement: name },
  KX: { preference: u16, exchange: name },
  CAA: { flags: u8, property },
  URI: { priority: u16, weight: u16, target: text },
  DS: digest,
  CDS: digest,
  DLV: digest,
  DNSKEY: key,
  CDNSKEY: key,
  KEY: key,
  RRSIG: signature,
  SIG: signature,
  NSEC: { next: name, types },
  NSEC3: { ...hashed, next: base32, types },
  NSEC3PARAM: hashed,
  TLSA: association,
  SMIMEA: association,
  SSHFP: { algorithm: u8, hash: u8, fingerprint: hexRun },
  CERT: { kind: certificateKind, keyTag: u16, algorithm: u8, certificate: base64 },
  DHCID: { data: base64 },
  OPENPGPKEY: { key: base64 },
  CSYNC: { serial: u32, flags: u16, types },
  ZONEMD: { serial: u32, scheme: u8, algorithm: u8, digest: hexRun },
  LP: { preference: u16, name },
  L32: { preference: u16, locator: ip4 },
  SVCB: service,
  HTTPS: service,
};

/** What a record holds, as one line. Safe to show: what is no printable ASCII is escaped. */
export const recordText = (record: DnsRecord): string => {
  if ('bytes' in record) return opaqueText(record.bytes);
  if (record.type === 'LOC') return locationText(record.data);
  const forms = FORMS[record.type];
  const data = record.data as Readonly<Record<string, unknown>>;
  if (forms === undefined) return opaqueText(encoded(record));
  return Object.entries(forms)
    .map(([part, { print }]) => print(data[part] as never))
    .filter((word) => word !== '')
    .join(' ');
};

const opaqueText = (bytes: Bytes): string => `\\# ${bytes.length}${bytes.length > 0 ? ` ${broken(hex(bytes).toUpperCase())}` : ''}`;

const encoded = (record: DnsRecord): Bytes => {
  const w = new MessageWriter();
  if ('data' in record) recordType(typeNumber(record.type) ?? 0)?.shape.write(w, record.data);
  return w.bytes;
};

/** Reads what a record of `type` holds. Throws a UsageError. */
export const parseRecord = (head: { readonly name: string; readonly ttl: number }, type: string, words: ZoneWords): DnsRecord => {
  if (words.takes('\\#')) return parseOpaque(head, type, words);
  const forms = FORMS[type];
  const data = type === 'LOC' ? parseLocation(words) : forms && parseParts(forms, words);
  if (data === undefined) throw new UsageError(words.place, sayWrong('recordGeneric', { type }), words.next(sayWrong('itsData')));
  words.done();
  return { ...head, type, data } as DnsRecord;
};

const parseParts = (forms: Forms, words: ZoneWords): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(forms).map(([part, { parse }]) => [part, parse(words)]));

const parseOpaque = (head: { readonly name: string; readonly ttl: number }, type: string, words: ZoneWords): DnsRecord => {
  const length = Number(words.next(sayWrong('aLength')));
  const bytes = bytesOf(words, words.rest().join(''));
  if (bytes.length !== length) throw new UsageError(words.place, sayWrong('bytesCount', { count: String(length) }), String(bytes.length));
  const known = recordType(typeNumber(type) ?? 0);
  if (known === undefined) return { ...head, type, bytes };
  const r = new MessageReader(bytes, 0, bytes.length);
  const data = known.shape.read(r);
  if (r.wrong !== undefined || r.left > 0)
    throw new UsageError(
      words.place,
      sayWrong('recordCan', { type }),
      hex(bytes),
      r.wrong === undefined ? sayWrong('moreThere') : sayWrong('words', { words: r.wrong.text }),
    );
  return { ...head, type, data } as DnsRecord;
};
