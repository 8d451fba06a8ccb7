/** How a proxy failed, in Ncat's words. The reasons of io/proxy are read by what they say they got. */
import { codeOf } from '../../../io/base/errors.ts';
import { lost, type Quit, quit } from './quit.ts';

/** `authenticates`: we have credentials, so a proxy that still refuses them has none of our schemes, or does not take them. */
export const httpFailure = (cause: unknown, authenticates: boolean): Quit => {
  const text = textOf(cause);
  const status = /got "(\d{3}) /.exec(text)?.[1];
  if (status === '407' && authenticates && text.includes('it wants a Digest')) return lost('Error building Proxy-Authorization header.');
  if (status === '407' && authenticates && !text.includes('does not take')) return quit('Unknown authentication type.');
  if (status !== undefined) return lost(`Proxy returned status code ${status}.`);
  if (text.includes('an answer in HTTP')) return lost('Proxy returned status code -1.');
  return lost(`Error reading proxy response ${/header lines|a head of at most/.test(text) ? 'header' : 'Status-Line'}.`);
};

export const socks4Failure = (cause: unknown): Quit =>
  lost(codeOf(cause) === 'ECONNRESET' ? 'Error: short response from proxy.' : 'Proxy connection failed.');

/** What the proxy was last sent: the methods that we know, user and password, or where to connect. */
export type Stage = 'greeting' | 'login' | 'request';

export const socks5Failure = (cause: unknown, stage: Stage): Quit => {
  const text = textOf(cause);
  const reply = /got (\d+): /.exec(text)?.[1];
  if (reply !== undefined) return lost(`Error: ${REPLIES[Number(reply)] ?? 'unassigned value in the reply'}.`);
  if (stage === 'login' && text.includes('expected 2 bytes')) return lost('Error: malformed proxy authentication response.');
  const answer = `${stage === 'request' ? 'request' : 'connect'} response`;
  if (text.includes('version')) return lost(`Error: wrong SOCKS version in ${answer}.`);
  const known = WORDS.find(([part]) => text.includes(part));
  return lost(`Error: ${known?.[1] ?? `malformed ${answer} from proxy`}.`);
};

const textOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const WORDS: readonly (readonly [part: string, words: string])[] = [
  ['does not take this user', 'authentication failed'],
  ['wants a user', 'no acceptable authentication method proposed'],
  ['which was not offered', 'proxy selected invalid authentication method'],
  ['an address of kind', 'invalid proxy bind address type'],
];

/** RFC 1928 §6. */
const REPLIES: readonly string[] = [
  'succeeded',
  'general SOCKS server failure',
  'connection not allowed by ruleset',
  'Network unreachable',
  'Host unreachable',
  'Connection refused',
  'TTL expired',
  'Command not supported',
  'Address type not supported',
];
