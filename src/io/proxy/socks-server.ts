/** The server side of SOCKS 4, 4a and 5 (RFC 1928, RFC 1929): a tunnel to one TCP port. BIND and UDP are refused. Where to connect is the caller's. */

import { timingSafeEqual } from 'node:crypto';
import { ip6Text, parseIp } from '../../core/address.ts';
import { errorLine, IoError } from '../../core/fault.ts';
import { type Pieces, sayServing, sayTrouble } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import { listenForAbort } from '../base/abort-listener.ts';
import type { OpenChannel } from '../base/channel.ts';
import { abortReason, codeOf } from '../base/errors.ts';
import { passChannel } from '../channels/pass-channel.ts';
import type { Credentials } from '../http/auth.ts';
import { ChannelReader } from '../http/channel-reader.ts';
import { link } from '../link/link.ts';
import { type Target, targetText } from './target.ts';

export interface SocksServerOptions {
  /** Who may use it; everybody, if absent. SOCKS 4 has no passwords, and is refused then. */
  readonly auth?: Credentials | undefined;
  /** Milliseconds in which a client says what it wants. */
  readonly patience: number;
  /** Opens the target; its error tells the client why not, as far as SOCKS has a number for that. */
  dial(to: Target): Promise<OpenChannel>;
  /** A client asked for something, and this became of it. */
  onRequest?(what: string, outcome: Pieces): void;
}

/** Serves one client to its end. Rejects where its channel or the target's breaks. */
export const serveSocks = async (channel: OpenChannel, options: SocksServerOptions, signal: AbortSignal): Promise<void> => {
  const talk = new AbortController();
  const late = setTimeout(() => talk.abort(new IoError(channel.remote, 'ETIMEDOUT', sayTrouble('notSaidWhere'))), options.patience);
  const forget = listenForAbort(signal, () => talk.abort(abortReason(signal)));
  const reader = new ChannelReader(channel, channel.remote, talk.signal);
  try {
    const target = await talkedInto(channel, reader, options);
    if (target === undefined) return;
    clearTimeout(late);
    await link(passChannel(channel, channel.facts, reader.rest()), target, {}, signal).done;
  } catch (error) {
    if (!reader.ended) throw error;
  } finally {
    clearTimeout(late);
    forget();
  }
};

/** The target, connected, and the client told so; undefined where it was refused. */
const talkedInto = async (channel: OpenChannel, reader: ChannelReader, options: SocksServerOptions): Promise<OpenChannel | undefined> => {
  const [version = 0] = await reader.bytes(1);
  if (version === 4) return connect4(channel, reader, options);
  if (version === 5) return connect5(channel, reader, options);
  options.onRequest?.(`version ${version}`, [sayServing('noSocks')]);
  return undefined;
};

const CONNECT = 1;
const COMMANDS = ['nothing', 'CONNECT', 'BIND', 'UDP ASSOCIATE'];

// ---- version 4 -------------------------------------------------------------------------------------------------------

const connect4 = async (channel: OpenChannel, reader: ChannelReader, options: SocksServerOptions): Promise<OpenChannel | undefined> => {
  const [command = 0, high = 0, low = 0, ...address] = await reader.bytes(7);
  await reader.until(zeroEnd, 'the end of the user id');
  const [a, b, c, d = 0] = address;
  const isNamed = a === 0 && b === 0 && c === 0 && d !== 0;
  const host = isNamed ? textOf((await reader.until(zeroEnd, 'the end of the name')).subarray(0, -1)) : address.join('.');
  const to = { host, port: high * 256 + low };
  const answer = (code: number): Promise<void> => channel.write(Uint8Array.of(0, code, high, low, ...address));
  const asked = `SOCKS 4${isNamed ? 'a' : ''} ${COMMANDS[command] ?? command} ${targetText(to)}`;
  const refused = command !== CONNECT ? sayServing('unsupported') : options.auth !== undefined ? sayServing('noPassword') : wrongTarget(to);
  const target = refused === undefined ? await dialed(to, options) : new IoError(targetText(to), 'EPROTO', refused);
  options.onRequest?.(asked, outcomeOf(target));
  await answer(target instanceof Error ? REJECTED : GRANTED);
  return target instanceof Error ? undefined : target;
};

const GRANTED = 90;
const REJECTED = 91;

const MOST = 255;

/** Up to and with a zero; 0 while there is none. */
const zeroEnd = (held: Uint8Array): number => {
  const end = held.indexOf(0);
  if (end > MOST || (end < 0 && held.length > MOST))
    throw new IoError('socks', 'EPROTO', `expected at most ${MOST} bytes and a zero, got more`);
  return end + 1;
};

// ---- version 5 -------------------------------------------------------------------------------------------------------

const [NO_AUTH, PASSWORD, NONE_GOOD] = [0, 2, 255] as const;
const Reply5 = { succeeded: 0, failed: 1, notAllowed: 2, noNetwork: 3, noHost: 4, refused: 5, noCommand: 7, noKind: 8 } as const;

const connect5 = async (channel: OpenChannel, reader: ChannelReader, options: SocksServerOptions): Promise<OpenChannel | undefined> => {
  if (!(await letIn(channel, reader, options))) return undefined;
  const [, command = 0, , kind = 0] = await reader.bytes(4);
  const host = await hostOf(reader, kind);
  const [high = 0, low = 0] = await reader.bytes(2);
  const to = { host: host ?? '', port: high * 256 + low };
  const asked = `SOCKS 5 ${COMMANDS[command] ?? command} ${targetText(to)}`;
  const code = command !== CONNECT ? Reply5.noCommand : host === undefined || wrongTarget(to) !== undefined ? Reply5.noKind : undefined;
  const target = code === undefined ? await dialed(to, options) : new IoError(targetText(to), 'EPROTO', sayServing('unsupported'));
  options.onRequest?.(asked, outcomeOf(target));
  if (!(target instanceof Error)) {
    await channel.write(reply5(Reply5.succeeded, target));
    return target;
  }
  await channel.write(reply5(code ?? REPLIES[codeOf(target) ?? ''] ?? Reply5.failed));
  return undefined;
};

/** RFC 1928 §3 and RFC 1929. */
const letIn = async (channel: OpenChannel, reader: ChannelReader, { auth, onRequest }: SocksServerOptions): Promise<boolean> => {
  const [count = 0] = await reader.bytes(1);
  const methods = await reader.bytes(count);
  const method = auth === undefined ? NO_AUTH : PASSWORD;
  const offered = methods.includes(method);
  await channel.write(Uint8Array.of(5, offered ? method : NONE_GOOD));
  if (!offered) onRequest?.('SOCKS 5', [auth === undefined ? sayServing('onlyLogins') : sayServing('offersNone')]);
  if (!offered || auth === undefined) return offered;
  await reader.bytes(1);
  const user = textOf(await reader.bytes((await reader.bytes(1))[0] ?? 0));
  const password = textOf(await reader.bytes((await reader.bytes(1))[0] ?? 0));
  const admitted = isSame(user, auth.user) && isSame(password, auth.password);
  await channel.write(Uint8Array.of(1, admitted ? 0 : 1));
  if (!admitted) onRequest?.('SOCKS 5', [sayServing('wrongLogin')]);
  return admitted;
};

const isSame = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.alloc(512), Buffer.alloc(512)];
  x.write(a);
  y.write(b);
  return timingSafeEqual(x, y) && a.length === b.length;
};

/** Undefined for an address of no kind that there is; nobody knows how long it is. */
const hostOf = async (reader: ChannelReader, kind: number): Promise<string | undefined> => {
  if (kind === 1) return (await reader.bytes(4)).join('.');
  if (kind === 4) return ip6Text(await reader.bytes(16));
  return kind === 3 ? textOf(await reader.bytes((await reader.bytes(1))[0] ?? 0)) : undefined;
};

/** With the address that is used for the client. */
const reply5 = (code: number, target?: OpenChannel): Uint8Array => {
  const { address = '0.0.0.0', port = 0 } = target?.facts.localIp ?? {};
  const bytes = parseIp(address.replace(/%.*$/, '')) ?? Uint8Array.of(0, 0, 0, 0);
  return Uint8Array.of(5, code, 0, bytes.length === 16 ? 4 : 1, ...bytes, port >> 8, port & 255);
};

const REPLIES: Readonly<Record<string, number>> = {
  EACCES: Reply5.notAllowed,
  ECONNREFUSED: Reply5.refused,
  EHOSTUNREACH: Reply5.noHost,
  ENETUNREACH: Reply5.noNetwork,
  ENOTFOUND: Reply5.noHost,
  EAI_AGAIN: Reply5.noHost,
  ETIMEDOUT: Reply5.noHost,
};

// ---- both ------------------------------------------------------------------------------------------------------------

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** What is no name could be read as more than a host by who dials it. */
const wrongTarget = ({ host, port }: Target): Said | undefined =>
  port === 0 || !(parseIp(host) !== undefined || /^[\p{L}\p{N}._-]+$/u.test(host)) ? sayServing('noHostPort') : undefined;

const dialed = async (to: Target, options: SocksServerOptions): Promise<OpenChannel | Error> => {
  try {
    return await options.dial(to);
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
};

const outcomeOf = (target: OpenChannel | Error): Pieces => (target instanceof Error ? errorLine(target) : [sayServing('connectedTo')]);
