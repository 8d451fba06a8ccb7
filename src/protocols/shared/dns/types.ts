/** Types and classes of records, kinds of messages and their outcomes (IANA: Domain Name System Parameters). */
import type { Names } from '../../../wire/value.ts';

/** Mnemonics of record types. */
export const TYPES = {
  1: 'A',
  2: 'NS',
  3: 'MD',
  4: 'MF',
  5: 'CNAME',
  6: 'SOA',
  7: 'MB',
  8: 'MG',
  9: 'MR',
  10: 'NULL',
  11: 'WKS',
  12: 'PTR',
  13: 'HINFO',
  14: 'MINFO',
  15: 'MX',
  16: 'TXT',
  17: 'RP',
  18: 'AFSDB',
  19: 'X25',
  20: 'ISDN',
  21: 'RT',
  22: 'NSAP',
  23: 'NSAP-PTR',
  24: 'SIG',
  25: 'KEY',
  26: 'PX',
  27: 'GPOS',
  28: 'AAAA',
  29: 'LOC',
  30: 'NXT',
  31: 'EID',
  32: 'NIMLOC',
  33: 'SRV',
  34: 'ATMA',
  35: 'NAPTR',
  36: 'KX',
  37: 'CERT',
  38: 'A6',
  39: 'DNAME',
  40: 'SINK',
  41: 'OPT',
  42: 'APL',
  43: 'DS',
  44: 'SSHFP',
  45: 'IPSECKEY',
  46: 'RRSIG',
  47: 'NSEC',
  48: 'DNSKEY',
  49: 'DHCID',
  50: 'NSEC3',
  51: 'NSEC3PARAM',
  52: 'TLSA',
  53: 'SMIMEA',
  55: 'HIP',
  56: 'NINFO',
  57: 'RKEY',
  58: 'TALINK',
  59: 'CDS',
  60: 'CDNSKEY',
  61: 'OPENPGPKEY',
  62: 'CSYNC',
  63: 'ZONEMD',
  64: 'SVCB',
  65: 'HTTPS',
  66: 'DSYNC',
  99: 'SPF',
  100: 'UINFO',
  101: 'UID',
  102: 'GID',
  103: 'UNSPEC',
  104: 'NID',
  105: 'L32',
  106: 'L64',
  107: 'LP',
  108: 'EUI48',
  109: 'EUI64',
  249: 'TKEY',
  250: 'TSIG',
  251: 'IXFR',
  252: 'AXFR',
  253: 'MAILB',
  254: 'MAILA',
  255: 'ANY',
  256: 'URI',
  257: 'CAA',
  258: 'AVC',
  260: 'AMTRELAY',
  261: 'RESINFO',
  32768: 'TA',
  32769: 'DLV',
  65281: 'WINS',
  65282: 'WINS-R',
  65422: 'XPF',
} as const satisfies Names;

export type TypeName = (typeof TYPES)[keyof typeof TYPES];
const byName = new Map<string, number>(Object.entries(TYPES).map(([number, name]) => [name, Number(number)]));
const byNumber: Names = TYPES;

/** The number of a record type by its mnemonic, in small or capital letters, or as `TYPE1234` (RFC 3597 §5). */
export const typeNumber = (name: string): number | undefined => {
  const known = byName.get(name.toUpperCase());
  if (known !== undefined) return known;
  const digits = /^TYPE(\d{1,5})$/i.exec(name)?.[1];
  return digits !== undefined && Number(digits) < 65536 ? Number(digits) : undefined;
};

/** The mnemonic of a record type, else `TYPE1234`. */
export const typeName = (type: number): string => byNumber[type] ?? `TYPE${type}`;

/** Record types as lists show them. */
export const shownType = (type: number): string => byNumber[type] ?? (type === 0 ? 'Unused' : `Unknown (${type})`);

export const CLASSES: Names = { 1: 'IN', 2: 'CS', 3: 'CH', 4: 'HS', 254: 'NONE', 255: 'ANY' };

export const Opcode = { query: 0, inverse: 1, status: 2, notify: 4, update: 5, stateful: 6 } as const;

export const OPCODES: Names = {
  0: 'Standard query',
  1: 'Inverse query',
  2: 'Server status request',
  4: 'Zone change notification',
  5: 'Dynamic update',
  6: 'DNS Stateful operations (DSO)',
};

export const Rcode = {
  noError: 0,
  formatError: 1,
  serverFailure: 2,
  noSuchName: 3,
  notImplemented: 4,
  refused: 5,
  nameExists: 6,
  recordsExist: 7,
  noRecords: 8,
  notAuthoritative: 9,
  notInZone: 10,
  badVersion: 16,
  badKey: 17,
  badTime: 18,
  badMode: 19,
  badName: 20,
  badAlgorithm: 21,
  badTruncation: 22,
  badCookie: 23,
} as const;

export const RCODES: Names = {
  0: 'No error',
  1: 'Format error',
  2: 'Server failure',
  3: 'No such name',
  4: 'Not implemented',
  5: 'Refused',
  6: 'Name exists',
  7: 'RRset exists',
  8: 'RRset does not exist',
  9: 'Not authoritative',
  10: 'Name out of zone',
  11: 'DSO-Type not implemented',
  16: 'Bad OPT version or TSIG signature',
  17: 'Key not recognized',
  18: 'Signature out of time window',
  19: 'Bad TKEY mode',
  20: 'Duplicate key name',
  21: 'Algorithm not supported',
  22: 'Bad truncation',
  23: 'Bad or missing server cookie',
};

/** Outcomes as dig and zone tools write them. */
export const RCODE_WORDS: Names = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
  6: 'YXDOMAIN',
  7: 'YXRRSET',
  8: 'NXRRSET',
  9: 'NOTAUTH',
  10: 'NOTZONE',
  16: 'BADVERS',
  17: 'BADKEY',
  18: 'BADTIME',
  19: 'BADMODE',
  20: 'BADNAME',
  21: 'BADALG',
  22: 'BADTRUNC',
  23: 'BADCOOKIE',
};
