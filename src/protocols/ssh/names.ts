/** What SSH's numbers and names stand for (RFC 4250, RFC 4419, RFC 5656). */

export const Code = {
  disconnect: 1,
  ignore: 2,
  unimplemented: 3,
  debug: 4,
  serviceRequest: 5,
  serviceAccept: 6,
  extInfo: 7,
  kexInit: 20,
  newKeys: 21,
} as const;

/** How a key is agreed on: what messages 30 to 34 are follows from it. A hybrid has the same two strings as ECDH. */
export type Exchange = 'dh' | 'gex' | 'ecdh' | 'hybrid';

export const exchangeOf = (method: string): Exchange | undefined => {
  if (method === '') return undefined;
  if (method.includes('group-exchange')) return 'gex';
  if (method.startsWith('diffie-hellman')) return 'dh';
  return /^(ecdh|curve)/.test(method) ? 'ecdh' : 'hybrid';
};

/** What a message of the key exchange does, whatever its method. */
export type Act = 'init' | 'reply' | 'request' | 'group';

export const actOf = (code: number, exchange: Exchange | undefined): Act | undefined =>
  exchange === undefined ? undefined : (exchange === 'gex' ? GROUP_ACTS : ACTS)[code];
const ACTS: Readonly<Record<number, Act>> = { 30: 'init', 31: 'reply' };
const GROUP_ACTS: Readonly<Record<number, Act>> = { 30: 'request', 31: 'group', 32: 'init', 33: 'reply', 34: 'request' };

const MESSAGES: Readonly<Record<number, string>> = {
  1: 'Disconnect',
  2: 'Ignore',
  3: 'Unimplemented',
  4: 'Debug',
  5: 'Service Request',
  6: 'Service Accept',
  7: 'Extension Information',
  20: 'Key Exchange Init',
  21: 'New Keys',
  50: 'User Authentication Request',
  51: 'User Authentication Failure',
  52: 'User Authentication Success',
  53: 'User Authentication Banner',
  80: 'Global Request',
  81: 'Request Success',
  82: 'Request Failure',
  90: 'Channel Open',
  91: 'Channel Open Confirmation',
  92: 'Channel Open Failure',
  93: 'Window Adjust',
  94: 'Channel Data',
  95: 'Channel Extended Data',
  96: 'Channel EOF',
  97: 'Channel Close',
  98: 'Channel Request',
  99: 'Channel Success',
  100: 'Channel Failure',
};

const TITLES: Readonly<Record<Exchange, string>> = {
  dh: 'Diffie-Hellman Key Exchange',
  gex: 'Diffie-Hellman Group Exchange',
  ecdh: 'Elliptic Curve Diffie-Hellman Key Exchange',
  hybrid: 'Hybrid Key Exchange',
};
const STEPS: Readonly<Record<Act, string>> = { init: 'Init', reply: 'Reply', request: 'Request', group: 'Group' };

export const messageName = (code: number, method: string): string => {
  const exchange = exchangeOf(method);
  const act = actOf(code, exchange);
  if (exchange === undefined || act === undefined) return MESSAGES[code] ?? `Unknown (${code})`;
  return `${TITLES[exchange]} ${STEPS[act]}${exchange === 'gex' && code === 30 ? ' (Old)' : ''}`;
};

export const DISCONNECT_REASONS: Readonly<Record<number, string>> = {
  1: 'Host not allowed to connect',
  2: 'Protocol error',
  3: 'Key exchange failed',
  4: 'Reserved',
  5: 'MAC error',
  6: 'Compression error',
  7: 'Service not available',
  8: 'Protocol version not supported',
  9: 'Host key not verifiable',
  10: 'Connection lost',
  11: 'By application',
  12: 'Too many connections',
  13: 'Auth cancelled by user',
  14: 'No more auth methods available',
  15: 'Illegal user name',
};

/** What a side's packets look like once they are encrypted. */
export interface Seal {
  /** Their length stands in clear in front. */
  readonly framed: boolean;
  /** Nothing is encrypted at all. */
  readonly open: boolean;
  /** Bytes of the code behind each that shows that nobody has changed it. */
  readonly mac: number;
}

/** Of a cipher with a code of its own (RFC 5647), and of a code that is made of the encrypted packet (…-etm), the length is not encrypted. */
export const sealOf = (cipher: string, mac: string): Seal => {
  if (cipher.includes('gcm')) return { framed: true, open: false, mac: 16 };
  if (cipher === 'none') return { framed: true, open: true, mac: macLength(mac) };
  if (cipher.startsWith('chacha20-poly1305')) return { framed: false, open: false, mac: 16 };
  return { framed: mac.includes('-etm@') && macLength(mac) > 0, open: false, mac: macLength(mac) };
};

const macLength = (mac: string): number => MACS.find(([name]) => mac.startsWith(name))?.[1] ?? 0;
const MACS: readonly (readonly [name: string, bytes: number])[] = [
  ['hmac-sha1-96', 12],
  ['hmac-sha1', 20],
  ['hmac-sha2-256', 32],
  ['hmac-sha2-512', 64],
  ['hmac-md5-96', 12],
  ['hmac-md5', 16],
  ['umac-64', 8],
  ['umac-128', 16],
];
