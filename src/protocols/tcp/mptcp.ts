/** The option of Multipath TCP, RFC 6824 (version 0) and 8684 (version 1). */
import { u8 as u8At } from '../../core/bytes.ts';
import { bits, extra, flag, ip4, ip6, u8, u16, u32 } from '../../wire/field.ts';
import { partKey } from '../../wire/names.ts';
import type { Dissecting, Fields } from '../../wire/types.ts';

const SUBTYPES = {
  0: 'Multipath Capable',
  1: 'Join Connection',
  2: 'Data Sequence Signal',
  3: 'Add Address',
  4: 'Remove Address',
  5: 'Change Subflow Priority',
  6: 'TCP Fallback',
  7: 'Fast Close',
  8: 'TCP Reset',
};

const REASONS = {
  0: 'Unspecified error',
  1: 'MPTCP-specific error',
  2: 'Lack of resources',
  3: 'Administratively prohibited',
  4: 'Too much outstanding data',
  5: 'Unacceptable performance',
  6: 'Middlebox interference',
};

const key = (name: string): string => `options.mptcp.${name}`;
const as = (name: string): string => `tcp.${key(name)}`;
const keyed = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).map(([name, field]) => [key(name), field]));

const subtype = bits(4, 'Multipath TCP subtype', { names: SUBTYPES });
const dropped = (count: number) => bits(count, 'Reserved', { shown: false });

const capable = (version: number): Fields =>
  keyed({
    subtype,
    version: bits(4, 'Multipath TCP version'),
    flags: bits(8, 'Multipath TCP flags', {
      show: 'hex',
      sub: {
        checksum: bits(1, 'Checksum required', { as: as('checksumreq.flags') }),
        extensibility: bits(1, 'Extensibility', { as: as('extensibility.flag') }),
        ...(version > 0 && {
          nomoresubflows: bits(1, 'Do not attempt to establish new subflows to this address and port', {
            as: as('nomoresubflows.flag'),
          }),
        }),
        reserved: bits(version > 0 ? 4 : 5, 'Reserved', { show: 'hex', width: 8, as: as('reserved.flag') }),
        ...(version > 0
          ? { sha256: bits(1, 'Use HMAC-SHA256', { as: as('sha256.flag') }) }
          : { sha1: bits(1, 'Use HMAC-SHA1', { as: as('sha1.flag') }) }),
      },
    }),
  });
const CAPABLE = [capable(0), capable(1)] as const;
const keys = keyed({ sendkey: extra("Sender's Key"), recvkey: extra("Receiver's Key") });
const mapping = keyed({ datalvllen: u16('Data-level Length') });
const checksum = keyed({ checksum: u16('Checksum', { show: 'hex' }) });

const join = keyed({ addrid: u8('Address ID'), recvtok: u32("Receiver's Token"), sendrand: u32("Sender's Random Number") });
const reserved = keyed({ subtype, reserved: bits(12, 'Reserved', { show: 'hex', width: 16 }) });

const signal = keyed({
  subtype,
  unused: dropped(4),
  flags: bits(8, 'Multipath TCP flags', {
    show: 'hex',
    sub: {
      unused: dropped(3),
      fin: bits(1, 'DATA_FIN', { as: as('datafin.flag') }),
      dsn8: bits(1, 'Data Sequence Number is 8 octets', { as: as('dseqn8.flag') }),
      dsn: bits(1, 'Data Sequence Number, Subflow Sequence Number, Data-level Length, Checksum present', { as: as('dseqnpresent.flag') }),
      ack8: bits(1, 'Data ACK is 8 octets', { as: as('dataack8.flag') }),
      ack: bits(1, 'Data ACK is present', { as: as('dataackpresent.flag') }),
    },
  }),
});

const added = (version: 0 | 1): Fields =>
  keyed({
    subtype,
    ...(version === 0 ? { ipver: bits(4, 'IP version') } : { unused: dropped(3), echo: bits(1, 'Echo') }),
    addrid: u8('Address ID'),
  });
const ADDED = [added(0), added(1)] as const;
const address4 = keyed({ ipv4: ip4('Advertised IPv4 Address') });
const address6 = keyed({ ipv6: ip6('Advertised IPv6 Address') });
const port = keyed({ port: u16('Advertised port') });

const other = keyed({ subtype, unused: dropped(4) });

/** The parts of fields, under the keys that they are put with: of the tables that share a field one alone is declared. */
const partsOf = (...tables: readonly Fields[]): Fields =>
  Object.fromEntries(
    tables
      .flatMap(Object.entries<Fields[string]>)
      .flatMap(([whole, { sub = {} }]) => Object.entries(sub).map(([part, spec]) => [partKey(whole, part), spec] as const))
      .filter(([, spec]) => spec.as !== undefined),
  );

const FLAG_T = 'flag_T.flag';
export const mptcpExtras: Fields = {
  mptcp: extra('Multipath Transmission Control Protocol', 'none', { as: 'mptcp' }),
  'mptcp.rm_addr.count': extra('Number of removed addresses', 'dec', { as: 'mptcp.rm_addr.count' }),
  ...partsOf(...CAPABLE, signal),
  ...CAPABLE[0],
  ...CAPABLE[1],
  ...keys,
  ...mapping,
  ...checksum,
  ...join,
  ...reserved,
  ...ADDED[0],
  ...ADDED[1],
  ...address4,
  ...address6,
  ...port,
  ...signal,
  ...keyed({
    flags: extra('Multipath TCP flags', 'hex', { width: 8 }),
    'backup.flag': extra('Backup flag'),
    sendtrunchmac: extra("Sender's Truncated HMAC"),
    sendhmac: extra("Sender's HMAC", 'bytes'),
    rawdataack: extra('Original MPTCP Data ACK'),
    rawdataseqno: extra('Data Sequence Number'),
    subflowseqno: u32('Subflow Sequence Number'),
    addaddrtrunchmac: extra('Truncated HMAC'),
    'flag_U.flag': flag('Flag U'),
    'flag_V.flag': flag('Flag V'),
    'flag_W.flag': flag('Flag W'),
    [FLAG_T]: flag('Transient'),
    rst_reason: u8('TCPRST Reason', { show: 'hex', names: REASONS }),
  }),
};

/** What the option says behind its kind and length. */
export const readMptcp = (d: Dissecting, offset: number, length: number): void => {
  if (length < 1) return;
  const end = offset + length;
  const kind = u8At(d.b, offset) >> 4;
  if (kind === 0) readCapable(d, offset, end);
  else if (kind === 1) readJoin(d, offset, end);
  else if (kind === 2) readSignal(d, offset, end);
  else if (kind === 3) readAdded(d, offset, end);
  else if (kind === 4) readRemoved(d, offset, end);
  else if (kind === 5) readPriority(d, offset, end);
  else if (kind === 6) putAfter(d, reserved, offset, end, 'rawdataseqno', 8);
  else if (kind === 7) putAfter(d, reserved, offset, end, 'recvkey', 8);
  else if (kind === 8) readReset(d, offset, end);
  else d.struct(other, offset);
};

/** The line of the option. */
export const mptcpTitle = (d: Dissecting): string => {
  const kind = d.v[key('subtype')] ?? -1;
  return (SUBTYPES as Readonly<Record<number, string>>)[kind] ?? `Unknown (${kind})`;
};

/** Puts a field of `length` bytes where they are in the option; the offset behind it, or undefined. */
const putIn = (d: Dissecting, name: string, offset: number | undefined, length: number, end: number): number | undefined => {
  if (offset === undefined || offset + length > end) return undefined;
  d.put(key(name), offset, length);
  return offset + length;
};

const putAfter = (d: Dissecting, fields: Fields, offset: number, end: number, name: string, length: number): void => {
  if (offset + 2 <= end) putIn(d, name, d.struct(fields, offset), length, end);
};

const readCapable = (d: Dissecting, offset: number, end: number): void => {
  if (offset + 2 > end) return;
  let o = d.struct(CAPABLE[(u8At(d.b, offset) & 15) > 0 ? 1 : 0], offset);
  o = putIn(d, 'sendkey', o, 8, end);
  o = putIn(d, 'recvkey', o, 8, end);
  o = putIn(d, 'datalvllen', o, 2, end);
  putIn(d, 'checksum', o, 2, end);
};

/** RFC 8684 §3.2: SYN, SYN-ACK and ACK differ in length alone. */
const readJoin = (d: Dissecting, offset: number, end: number): void => {
  const length = end - offset;
  if (length === 22) putAfter(d, reserved, offset, end, 'sendhmac', 20);
  else if (length === 10 || length === 14) {
    putFlags(d, offset, ['backup.flag']);
    d.put(key('addrid'), offset + 1, 1);
    const o = length === 10 ? putIn(d, 'recvtok', offset + 2, 4, end) : putIn(d, 'sendtrunchmac', offset + 2, 8, end);
    putIn(d, 'sendrand', o, 4, end);
  } else d.struct(other, offset);
};

/** Subtype and flags share a byte; the lowest of `names` is its last bit. */
const putFlags = (d: Dissecting, offset: number, names: readonly string[]): void => {
  const byte = u8At(d.b, offset);
  d.put(key('subtype'), offset, 1, byte >> 4);
  d.under(d.put(key('flags'), offset, 1), () => {
    for (const [i, name] of names.entries()) d.put(key(name), offset, 1, (byte >> (names.length - 1 - i)) & 1);
  });
};

/** RFC 8684 §3.3: flags say which numbers follow, and how long they are. */
const readSignal = (d: Dissecting, offset: number, end: number): void => {
  if (offset + 2 > end) return;
  const flags = u8At(d.b, offset + 1);
  let o = d.struct(signal, offset);
  if (flags & 1) o = putIn(d, 'rawdataack', o, flags & 2 ? 8 : 4, end);
  if (!(flags & 4)) return;
  o = putIn(d, 'rawdataseqno', o, flags & 8 ? 8 : 4, end);
  o = putIn(d, 'subflowseqno', o, 4, end);
  o = putIn(d, 'datalvllen', o, 2, end);
  putIn(d, 'checksum', o, 2, end);
};

/** RFC 6824 names the version of the address, RFC 8684 has a flag there; the length tells which address it is, with a port and a signature or not. */
const readAdded = (d: Dissecting, offset: number, end: number): void => {
  if (offset + 2 > end) return;
  const low = u8At(d.b, offset) & 15;
  let o = d.struct(ADDED[low === 4 || low === 6 ? 0 : 1], offset);
  const rest = end - offset - 2;
  const six = rest >= 16 && rest !== 4 + 2 + 8 && rest % 8 !== 4 && rest !== 6;
  o = putIn(d, six ? 'ipv6' : 'ipv4', o, six ? 16 : 4, end);
  const after = rest - (six ? 16 : 4);
  if (after === 2 || after === 10) o = putIn(d, 'port', o, 2, end);
  if (after >= 8) putIn(d, 'addaddrtrunchmac', o, 8, end);
};

const readRemoved = (d: Dissecting, offset: number, end: number): void => {
  d.struct(other, offset);
  d.add('mptcp.rm_addr.count', end - offset - 1);
  for (let o = offset + 1; o < end; o++) putIn(d, 'addrid', o, 1, end);
};

const readPriority = (d: Dissecting, offset: number, end: number): void => {
  putFlags(d, offset, ['backup.flag']);
  if (end - offset === 2) putIn(d, 'addrid', offset + 1, 1, end);
};

const readReset = (d: Dissecting, offset: number, end: number): void => {
  putFlags(d, offset, ['flag_U.flag', 'flag_V.flag', 'flag_W.flag', FLAG_T]);
  putIn(d, 'rst_reason', offset + 1, 1, end);
};
