/** How a proxy failed, in Ncat's words. */
import type { Socks5Refusal } from '../../../core/refusal.ts';
import { codeOf, refusalOf } from '../../../io/base/errors.ts';
import { lost, type Quit, quit } from './quit.ts';

/** `authenticates`: we have credentials, so a proxy that still refuses them has none of our schemes, or does not take them. */
export const httpFailure = (cause: unknown, authenticates: boolean): Quit => {
  const at = refusalOf(cause);
  if (at?.by !== 'http') return lost('Error reading proxy response Status-Line.');
  if (at.wrong === 'form') return lost(`Proxy returned status code ${/^HTTP\/\d\.\d +(\d{1,9})(?: |$)/.exec(at.line)?.[1] ?? -1}.`);
  if (at.stage !== 'status') return lost(`Error reading proxy response ${at.stage === 'headers' ? 'header' : 'Status-Line'}.`);
  if (authenticates && at.login === 'unknown digest') return lost('Error building Proxy-Authorization header.');
  if (authenticates && at.login !== undefined && at.login !== 'refused') return quit('Unknown authentication type.');
  return lost(`Proxy returned status code ${at.got}.`);
};

export const socks4Failure = (cause: unknown): Quit =>
  lost(codeOf(cause) === 'ECONNRESET' ? 'Error: short response from proxy.' : 'Proxy connection failed.');

export const socks5Failure = (cause: unknown): Quit => {
  const at = refusalOf(cause);
  return lost(`Error: ${at?.by === 'socks5' ? socks5Words(at) : 'malformed connect response from proxy'}.`);
};

const socks5Words = (at: Socks5Refusal): string => {
  if (at.wrong === 'reply') return REPLIES[at.got] ?? 'unassigned value in the reply';
  if (at.wrong === 'status') return 'authentication failed';
  if (at.wrong === 'address') return 'invalid proxy bind address type';
  if (at.wrong === 'method' && at.got === NONE_GOOD) return 'no acceptable authentication method proposed';
  if (at.wrong === 'method') return 'proxy selected invalid authentication method';
  const answer = `${at.stage === 'request' ? 'request' : 'connect'} response`;
  if (at.wrong === 'version') return `wrong SOCKS version in ${answer}`;
  return at.stage === 'login' ? 'malformed proxy authentication response' : `malformed ${answer} from proxy`;
};

const NONE_GOOD = 255;

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
