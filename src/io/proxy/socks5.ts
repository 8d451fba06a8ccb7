/** SOCKS version 5 (RFC 1928) with user and password (RFC 1929): a tunnel to one TCP port. Names are looked up by the proxy. */
import { parseIp4, parseIp6 } from '../../core/address.ts';
import { IoError } from '../../core/fault.ts';
import type { OpenChannel } from '../base/channel.ts';
import { passChannel } from '../channels/pass-channel.ts';
import type { Credentials } from '../http/auth.ts';
import { ChannelReader } from '../http/channel-reader.ts';
import { type Target, targetText, tunnelFacts } from './target.ts';

export interface Socks5Tunnel {
  readonly to: Target;
  readonly credentials?: Credentials | undefined;
  /** The proxy has said whether it wants user and password. */
  onMethod?(wantsLogin: boolean): void;
  /** The proxy has let us in: how it is to be told the target; default: as `to` has it. */
  resolve?(): Promise<Target>;
}

const NO_AUTH = 0;
const USER_PASSWORD = 2;
const NONE_GOOD = 255;

/** Rejects with an IoError or the signal's reason; the channel below is then the caller's to let go. */
export const socks5Tunnel = async (below: OpenChannel, t: Socks5Tunnel, signal: AbortSignal): Promise<OpenChannel> => {
  const place = `socks5:${targetText(t.to)}`;
  const reader = new ChannelReader(below, place, signal);
  await below.write(t.credentials === undefined ? Uint8Array.of(5, 1, NO_AUTH) : Uint8Array.of(5, 2, NO_AUTH, USER_PASSWORD));
  const [version = 0, method = 0] = await reader.bytes(2);
  if (version !== 5) throw new IoError(place, 'EPROTO', `expected an answer in SOCKS 5, got version ${version}`);
  const wantsLogin = method === USER_PASSWORD && t.credentials !== undefined;
  if (wantsLogin || method === NO_AUTH) t.onMethod?.(wantsLogin);
  if (method === USER_PASSWORD && t.credentials !== undefined) await logIn(below, reader, t.credentials, place);
  else if (method !== NO_AUTH) throw new IoError(place, 'EPROXY', `expected the proxy to let us in, got ${methodText(method)}`);
  await below.write(socks5Request((await t.resolve?.()) ?? t.to));
  await readReply(reader, place);
  return passChannel(below, tunnelFacts(below, 'socks5', t.to), reader.rest());
};

/** Version, command, reserved, and the address: IPv4, IPv6, or the length of a name and the name. RFC 1928 §4 and §5. */
export const socks5Request = (to: Target): Uint8Array => {
  const name = Buffer.from(to.host);
  const four = parseIp4(to.host);
  const six = parseIp6(to.host);
  const address = four ? [Uint8Array.of(1), four] : six ? [Uint8Array.of(4), six] : [Uint8Array.of(3, name.length), name];
  return Buffer.concat([Uint8Array.of(5, 1, 0), ...address, Uint8Array.of(to.port >> 8, to.port & 255)]);
};

const methodText = (method: number): string =>
  method === NONE_GOOD
    ? 'refused, because it wants a user and a password (or none of this kind)'
    : `method ${method}, which was not offered`;

/** RFC 1929. */
const logIn = async (below: OpenChannel, reader: ChannelReader, c: Credentials, place: string): Promise<void> => {
  const [user, password] = [Buffer.from(c.user), Buffer.from(c.password)];
  await below.write(Buffer.concat([Uint8Array.of(1, user.length), user, Uint8Array.of(password.length), password]));
  const [version, status] = await reader.bytes(2);
  if (version !== 1 || status !== 0)
    throw new IoError(place, 'EPROXY', 'expected the proxy to let us in, got refused, because it does not take this user and password');
};

/** RFC 1928 §6: the address that the proxy uses for us is read over. */
const readReply = async (reader: ChannelReader, place: string): Promise<void> => {
  const [version = 0, code = 0, , kind = 0] = await reader.bytes(4);
  if (version !== 5) throw new IoError(place, 'EPROTO', `expected an answer in SOCKS 5, got version ${version}`);
  if (code !== 0) throw new IoError(place, 'EPROXY', `expected the proxy to connect, got ${code}: ${REPLIES[code] ?? 'an unknown reply'}`);
  const length = kind === 1 ? 4 : kind === 4 ? 16 : kind === 3 ? ((await reader.bytes(1))[0] ?? 0) : undefined;
  if (length === undefined) throw new IoError(place, 'EPROTO', `expected an address of kind 1, 3 or 4, got ${kind}`);
  await reader.bytes(length + 2);
};

const REPLIES: readonly string[] = [
  'succeeded',
  'general failure',
  'its rules do not allow it',
  'network unreachable',
  'host unreachable',
  'connection refused',
  'TTL expired',
  'it does not know the command',
  'it does not know that kind of address',
];
