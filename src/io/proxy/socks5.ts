/** SOCKS version 5 (RFC 1928) with user and password (RFC 1929): a tunnel to one TCP port. Names are looked up by the proxy. */

import { parseIp4, parseIp6 } from '../../core/address.ts';
import { IoError } from '../../core/fault.ts';
import type { Socks5Refusal } from '../../core/refusal.ts';
import { sayTrouble } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import type { OpenChannel } from '../base/channel.ts';
import { passChannel } from '../channels/pass-channel.ts';
import type { Credentials } from '../http/auth.ts';
import { ChannelReader } from '../http/channel-reader.ts';
import { type Target, targetText, tunnelFacts } from './target.ts';

export interface Socks5Tunnel {
  readonly to: Target;
  readonly credentials?: Credentials | undefined;
  /** As older programs have it: an answer may be of any version, every method but 255 is none, and the proxy's own address must be no name. */
  readonly old?: boolean;
  /** The proxy has said whether it wants user and password. */
  onMethod?(wantsLogin: boolean): void;
  /** The proxy has connected; its own address is still to come. */
  onConnected?(): void;
  /** The proxy has let us in: how it is to be told the target; default: as `to` has it. */
  resolve?(): Promise<Target>;
}

const NO_AUTH = 0;
export const USER_PASSWORD = 2;
const NONE_GOOD = 255;

/** Rejects with an IoError or the signal's reason; the channel below is then the caller's to let go. */
export const socks5Tunnel = async (below: OpenChannel, t: Socks5Tunnel, signal: AbortSignal): Promise<OpenChannel> => {
  const early = await socks5Handshake(below, t, signal);
  return passChannel(below, tunnelFacts(below, 'socks5', t.to), early);
};

/** The same, and the channel below is the tunnel; gives what came with the answer. */
export const socks5Handshake = async (below: OpenChannel, t: Socks5Tunnel, signal: AbortSignal): Promise<Uint8Array> => {
  const place = `socks5:${targetText(t.to)}`;
  let stage: Socks5Refusal['stage'] = 'method';
  const reader = new ChannelReader(below, place, signal, (cut) => ({ by: 'socks5', stage, ...cut }));
  const answers = { reader, place, old: t.old === true };
  await below.write(t.credentials === undefined ? Uint8Array.of(5, 1, NO_AUTH) : Uint8Array.of(5, 2, NO_AUTH, USER_PASSWORD));
  const wantsLogin = await readMethod(answers, t.credentials !== undefined);
  t.onMethod?.(wantsLogin);
  if (wantsLogin && t.credentials !== undefined) {
    stage = 'login';
    await below.write(login(t.credentials));
    await readLogin(answers);
  }
  stage = 'request';
  await below.write(socks5Request((await t.resolve?.()) ?? t.to));
  await readReply(answers, t.onConnected);
  return reader.rest();
};

interface Answers {
  readonly reader: ChannelReader;
  readonly place: string;
  readonly old: boolean;
}

/** Whether it wants user and password. RFC 1928 §3. */
const readMethod = async ({ reader, place, old }: Answers, offersLogin: boolean): Promise<boolean> => {
  const [version = 0, method = 0] = await reader.bytes(2);
  if (version !== 5 && !old) throw wrongVersion(place, 'method', version);
  if (method === USER_PASSWORD && offersLogin) return true;
  if (method === NO_AUTH || (old && method !== NONE_GOOD)) return false;
  const text = sayTrouble('letIn', { answer: methodText(method) });
  throw new IoError(place, 'EPROXY', text, undefined, { by: 'socks5', stage: 'method', wrong: 'method', got: method });
};

const methodText = (method: number): Said =>
  method === NONE_GOOD ? sayTrouble('noneOffered') : sayTrouble('otherMethod', { method: String(method) });

/** RFC 1929. */
const login = (c: Credentials): Uint8Array => {
  const [user, password] = [Buffer.from(c.user), Buffer.from(c.password)];
  return Buffer.concat([Uint8Array.of(1, user.length), user, Uint8Array.of(password.length), password]);
};

const readLogin = async ({ reader, place }: Answers): Promise<void> => {
  const [version, status = 0] = await reader.bytes(2);
  if (version === 1 && status === 0) return;
  throw new IoError(place, 'EPROXY', sayTrouble('proxyLogin'), undefined, { by: 'socks5', stage: 'login', wrong: 'status', got: status });
};

/** Version, command, reserved, and the address: IPv4, IPv6, or the length of a name and the name. RFC 1928 §4 and §5. */
export const socks5Request = (to: Target): Uint8Array => {
  const name = Buffer.from(to.host);
  const four = parseIp4(to.host);
  const six = parseIp6(to.host);
  const address = four ? [Uint8Array.of(1), four] : six ? [Uint8Array.of(4), six] : [Uint8Array.of(3, name.length), name];
  return Buffer.concat([Uint8Array.of(5, 1, 0), ...address, Uint8Array.of(to.port >> 8, to.port & 255)]);
};

/** RFC 1928 §6: the address that the proxy uses for us is read over. */
const readReply = async ({ reader, place, old }: Answers, onConnected?: () => void): Promise<void> => {
  const [version = 0, reply = 0, , kind = 0] = await reader.bytes(4);
  if (version !== 5 && !old) throw wrongVersion(place, 'request', version);
  const refused = (code: string, text: string | Said, wrong: 'reply' | 'address', got: number): IoError =>
    new IoError(place, code, text, undefined, { by: 'socks5', stage: 'request', wrong, got });
  if (reply !== 0)
    throw refused(
      'EPROXY',
      sayTrouble('proxyRefused', {
        answer: sayTrouble('replyCode', { code: String(reply), meaning: REPLIES[reply - 1] ?? sayTrouble('replyUnknown') }),
      }),
      'reply',
      reply,
    );
  onConnected?.();
  const named = kind === 3 && !old;
  const length = kind === 1 ? 4 : kind === 4 ? 16 : named ? ((await reader.bytes(1))[0] ?? 0) : undefined;
  if (length === undefined) throw refused('EPROTO', `expected an address of kind 1, 3 or 4, got ${kind}`, 'address', kind);
  await reader.bytes(length + 2);
};

const wrongVersion = (place: string, stage: 'method' | 'request', got: number): IoError =>
  new IoError(place, 'EPROTO', sayTrouble('socksVersion', { wanted: '5', got: String(got) }), undefined, {
    by: 'socks5',
    stage,
    wrong: 'version',
    got,
  });

/** From 1 on. */
const REPLIES: readonly Said[] = (
  ['reply5_1', 'reply5_2', 'reply5_3', 'reply5_4', 'reply5_5', 'reply5_6', 'reply5_7', 'reply5_8'] as const
).map((key) => sayTrouble(key));
