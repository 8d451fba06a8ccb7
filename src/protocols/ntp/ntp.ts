/**
 * Network Time Protocol, RFC 5905; extension fields RFC 7822, control messages RFC 9327. Of ntpd's private messages (mode 7) the header
 * and the list of those who were heard are read; what the items of another list hold is left as bytes.
 */
import { ip4Text } from '../../core/address.ts';
import { type Bytes, u8 as byteAt, u32 as longAt, u64, utf8, u16 as wordAt } from '../../core/bytes.ts';
import { visibleBytes } from '../../core/text.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { dateNanos } from '../../core/time.ts';
import { bits, extra, ip4, u8, u16, u32 } from '../../wire/field.ts';
import { layer } from '../../wire/layer.ts';
import { type Seen, written } from '../../wire/row.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';
import { putIncomplete } from '../shared/row-text.ts';
import { controlFields, isControlBroken, putControl } from './control.ts';
import { guessNtp, NTP_SIZE, NtpMode, ntpMillis } from './message.ts';
import { EXTENSIONS, LEAPS, MODES, PRIVATE_REQUESTS, REFERENCES, SHORT_MODES, VERSIONS } from './names.ts';
import { sentences } from './sentences.ts';

const modeOf = (b: Bytes, o: number): number => byteAt(b, o) & 7;

const versionAndMode = {
  vn: bits(3, 'Version number', { as: 'ntp.flags.vn', names: VERSIONS }),
  mode: bits(3, 'Mode', { as: 'ntp.flags.mode', names: MODES }),
};

const fields = {
  flags: u8('Flags', {
    show: 'hex',
    instead: (flags) => ((flags & 7) === NtpMode.private ? [] : undefined),
    sub: { li: bits(2, 'Leap Indicator', { names: LEAPS }), ...versionAndMode },
  }),
};
type Ntp = Dissecting<typeof fields>;

const seconds = (value: number): string => `${value.toFixed(6)} seconds`;
const signed = (byte: number): number => (byte << 24) >> 24;

const stratumText = (n: number): string =>
  n === 0
    ? 'unspecified or invalid'
    : n === 1
      ? 'primary reference'
      : n < 16
        ? 'secondary reference'
        : n === 16
          ? 'unsynchronized'
          : 'reserved';

const standard: Fields = {
  stratum: u8('Peer Clock Stratum', { text: (v) => `${stratumText(Number(v))} (${v})` }),
  ppoll: u8('Peer Polling Interval', { text: (v) => `${signed(Number(v))} (${2 ** signed(Number(v))} seconds)` }),
  precision: u8('Peer Clock Precision', { text: (v) => seconds(2 ** signed(Number(v))) }),
  rootdelay: bits(32, 'Root Delay', { text: (v) => seconds(Number(v) / 65_536) }),
  rootdispersion: bits(32, 'Root Dispersion', { text: (v) => seconds(Number(v) / 65_536) }),
};

/** What stands in front of the list of items, from the first byte on. */
const listed: Fields = {
  'priv.flags': u8('Flags', {
    as: 'ntp.flags',
    show: 'hex',
    sub: {
      r: bits(1, 'Response bit', { names: { 0: 'Request', 1: 'Response' } }),
      more: bits(1, 'More bit'),
      ...versionAndMode,
    },
  }),
  'priv.auth_seq': u8('Auth, sequence', {
    sub: { auth: bits(1, 'Auth bit', { as: 'ntp.priv.auth' }), seq: bits(7, 'Sequence number', { as: 'ntp.priv.seq' }) },
  }),
  'priv.impl': u8('Implementation', { names: { 0: 'UNIV', 2: 'XNTPD_OLD (pre-IPv6)', 3: 'XNTPD' } }),
  'priv.reqcode': u8('Request code', { names: PRIVATE_REQUESTS }),
  'priv.err': bits(4, 'Err', { show: 'hex', width: 8 }),
  'priv.numitems': bits(12, 'Number of data items'),
  'priv.reserved': bits(4, 'Reserved', { show: 'hex', width: 8 }),
  'priv.itemsize': bits(12, 'Size of data item'),
};

/** One of those who were heard (ntpdc's monlist): MON_GETLIST_1 says at which of the server's own addresses, too. */
const heard = (local: boolean): Fields => ({
  'priv.monlist.avgint': u32('avgint'),
  'priv.monlist.lsint': u32('lsint'),
  'priv.monlist.restr': u32('restr', { show: 'hex' }),
  'priv.monlist.count': u32('count'),
  'priv.monlist.remote_address': ip4('remote address'),
  ...(local && { 'priv.monlist.local_address': ip4('local address'), 'priv.monlist.flags': u32('flags', { show: 'hex' }) }),
  'priv.monlist.port': u16('port'),
  'priv.monlist.mode': u8('mode'),
  'priv.monlist.version': u8('version'),
  'priv.monlist.ipv6': u32('ipv6', { show: 'hex' }),
  'priv.monlist.unused': u32('unused', { show: 'hex' }),
});

interface Heard {
  readonly fields: Fields;
  /** Bytes with which it begins, up to the port; of all of it; and of its addresses of IPv6. */
  readonly begin: number;
  readonly size: number;
  readonly addresses: readonly string[];
}
const HEARD: ReadonlyMap<number, Heard> = new Map([
  [20, { fields: heard(false), begin: 22, size: 32, addresses: ['addr6'] }],
  [42, { fields: heard(true), begin: 30, size: 40, addresses: ['addr6', 'daddr6'] }],
]);

export const ntp = layer('ntp', {
  title: 'Network Time Protocol',
  spec: 'RFC 5905',
  fields,
  extras: {
    ...standard,
    refid: extra('Reference ID', 'bytes'),
    reftime: extra('Reference Timestamp', 'date'),
    org: extra('Origin Timestamp', 'date'),
    rec: extra('Receive Timestamp', 'date'),
    xmt: extra('Transmit Timestamp', 'date'),
    ext: extra('Extension', 'none'),
    'ext.type': extra('Field Type', 'hex', { width: 16, names: EXTENSIONS }),
    'ext.length': extra('Length'),
    'ext.value': extra('Value', 'bytes'),
    keyid: extra('Key ID', 'bytes'),
    mac: extra('Message Authentication Code', 'bytes'),
    ...controlFields,
    ...listed,
    'priv.mode7.item': extra('Mode7 item', 'string'),
    ...heard(true),
    'priv.monlist.addr6': extra('ipv6 remote addr', 'ip6'),
    'priv.monlist.daddr6': extra('ipv6 local addr', 'ip6'),
    items: extra('Items', 'bytes', { unnamed: true }),
    request_in: extra('Request In'),
    delta_time: extra('Delta Time', 'time', { unit: ' seconds' }),
  },
  on: { 'udp.port': 123 },
  exchange: (b, o, end) => exchangeOf(b, o, end),
  datagram: { guess: guessNtp },
  row: written((out, at) => writeRow(out, at)),
  heading: (d) => `Network Time Protocol (${rowText(d.b, d.start)})`,
  sentences,
  body: (d) => putMessage(d),
});

/** A client's request has the time that its reply repeats as `origin`. */
const exchangeOf = (b: Bytes, o: number, end: number): number | undefined => {
  if (end - o < NTP_SIZE) return undefined;
  const mode = modeOf(b, o);
  if (mode === NtpMode.client) return keyOf(b, o + 40);
  return mode === NtpMode.server ? -1 - keyOf(b, o + 24) : undefined;
};

/** The lower bits of the seconds and the upper ones of their fraction. */
const keyOf = (b: Bytes, o: number): number => ((longAt(b, o) & 0xffff) << 14) + (longAt(b, o + 4) >>> 16);

const rowText = (b: Bytes, o: number): string => `${VERSIONS[(byteAt(b, o) >> 3) & 7]}, ${SHORT_MODES[modeOf(b, o)]}`;

/** Every opening there is. */
const OPENINGS = Array.from({ length: 64 }, (_, flags) => utf8(rowText(Uint8Array.of(flags), 0)));

const writeRow = (out: TextBuffer, { b, o, end, wire }: Seen): void => {
  out.put(OPENINGS[byteAt(b, o) & 63]!);
  const mode = modeOf(b, o);
  const least = mode === NtpMode.control ? 12 : mode === NtpMode.private ? 8 : NTP_SIZE;
  if (mode === NtpMode.private && end - o >= 4) {
    const code = byteAt(b, o + 3);
    out.text(`, ${byteAt(b, o) & 0x80 ? 'Response' : 'Request'}, ${PRIVATE_REQUESTS[code] ?? 'Unknown'}`);
  }
  const isCut = mode === NtpMode.control ? isControlBroken(b, o, end) : mode === NtpMode.private && isListCut(b, o, end);
  if (end - o < least || isCut) putIncomplete(out, end, wire);
};

/** Whether a list of those who were heard goes on behind the message. */
const isListCut = (b: Bytes, start: number, end: number): boolean => {
  const kind = end - start < LIST ? undefined : HEARD.get(byteAt(b, start + 3));
  if (kind === undefined) return false;
  const size = wordAt(b, start + 6) & 0xfff;
  let o = start + LIST;
  for (let left = wordAt(b, start + 4) & 0xfff; left > 0; left--) {
    if (o + Math.max(size, kind.size) > end || o + entrySize(b, o, kind) > end) return true;
    o += size;
  }
  return false;
};
const LIST = 8;

const entrySize = (b: Bytes, o: number, { size, addresses }: Heard): number =>
  longAt(b, o + size - 8) === 0 ? size : size + 16 * addresses.length;

const putMessage = (d: Ntp): void => {
  d.header = d.end;
  const mode = modeOf(d.b, d.start);
  if (mode === NtpMode.control) putControl(d, d.start + 1);
  else if (mode === NtpMode.private) putPrivate(d);
  else putStandard(d);
};

const putPrivate = (d: Ntp): void => {
  const o = d.struct(listed, d.start);
  if (o === undefined) return;
  const kind = HEARD.get(d.v['priv.reqcode'] ?? 0);
  if (kind !== undefined) putHeard(d, o, kind);
  else if (d.end > o) d.put('items', o, d.end - o);
};

const putHeard = (d: Ntp, from: number, kind: Heard): void => {
  const size = d.v['priv.itemsize'] ?? 0;
  let o = from;
  for (let left = d.v['priv.numitems'] ?? 0; left > 0 && d.has(o, Math.max(size, kind.begin)); left--) {
    const needed = d.end - o < kind.size ? kind.size : entrySize(d.b, o, kind);
    const item = d.put('priv.mode7.item', o, Math.min(Math.max(size, needed), d.end - o), 'Monlist Item');
    if (item) item.text = `address: ${ip4Text(d.b, o + 16)}:${wordAt(d.b, o + kind.begin - 2)}`;
    d.under(item, () => {
      let at = d.struct(kind.fields, o);
      if (at === undefined || d.v['priv.monlist.ipv6'] === 0) return;
      for (const key of kind.addresses) {
        d.put(`priv.monlist.${key}`, at, 16);
        at += 16;
      }
    });
    o += size;
  }
};

const putStandard = (d: Ntp): void => {
  const o = d.struct(standard, d.start + 1);
  if (o === undefined || !d.has(o, 4)) return;
  const reference = d.put('refid', o, 4);
  if (reference !== undefined) reference.text = referenceText(d.b, o, byteAt(d.b, d.start + 1));
  let at = o + 4;
  for (const key of ['reftime', 'org', 'rec', 'xmt']) {
    if (!putTime(d, key, at)) return;
    at += 8;
  }
  putAnswered(d);
  putTail(d, at);
};

const referenceText = (b: Bytes, o: number, stratum: number): string => {
  if (longAt(b, o) === 0) return 'NULL';
  if (stratum > 1) return [...b.subarray(o, o + 4)].join('.');
  const code = visibleBytes(b.subarray(o, o + 4))
    .replace(/\\x00.*$/, '')
    .trimEnd();
  const known = Object.hasOwn(REFERENCES, code) ? REFERENCES[code] : undefined;
  return known === undefined ? `unidentified reference source '${code}'` : `${known} (${code})`;
};

/** Years after 2036 begin a new era: as Wireshark does, a time whose first bit is not set lies there. */
const ERA_MIDDLE = Date.UTC(2036, 1, 7, 6, 28, 16);

const putTime = (d: Dissecting, key: string, o: number): boolean => {
  if (!d.has(o, 8)) return false;
  const time = u64(d.b, o);
  const field = d.put(key, o, 8, dateOf(time));
  if (field !== undefined && time === 0n) field.text = 'NULL';
  return true;
};

/** A time that is not known is 1970. */
const dateOf = (time: bigint): bigint => {
  if (time === 0n) return 0n;
  const whole = ntpMillis(time & ~0xffff_ffffn, ERA_MIDDLE);
  return dateNanos(whole / 1000, Number(((time & 0xffff_ffffn) * 1_000_000_000n) >> 32n));
};

const putAnswered = (d: Ntp): void => {
  if (d.answered === undefined) return;
  d.add('request_in', d.answered.frame);
  if (d.answered.nanos !== undefined) d.add('delta_time', d.answered.nanos);
};

// ---- what stands behind the 48 bytes -----------------------------------------------------------------------------------

/** Bytes of the shortest extension field (RFC 7822 §7.5). What cannot be one is a key's number and a digest. */
const LEAST_EXTENSION = 16;

const putTail = (d: Ntp, from: number): void => {
  let o = from;
  while (isExtension(d.b, o, d.end)) o = putExtension(d, o);
  if (d.end - o < 4) return;
  d.put('keyid', o, 4);
  if (d.end > o + 4) d.put('mac', o + 4, d.end - o - 4);
};

const isExtension = (b: Bytes, o: number, end: number): boolean => {
  const length = end - o < 4 ? 0 : wordAt(b, o + 2);
  return length >= LEAST_EXTENSION && length <= end - o;
};

const putExtension = (d: Ntp, o: number): number => {
  const length = wordAt(d.b, o + 2);
  const field = d.put('ext', o, length);
  d.under(field, () => {
    d.put('ext.type', o, 2);
    d.put('ext.length', o + 2, 2);
    d.put('ext.value', o + 4, length - 4);
    if (length & 3) d.fault('malformed', o + 2, 2, 'the length of an extension field is not a multiple of 4 (RFC 7822 §7.5)', 'warn');
  });
  return length & 3 ? d.end : o + length;
};
