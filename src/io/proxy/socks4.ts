/** SOCKS version 4, and 4a where the proxy is to look the name up: a tunnel to one TCP port. */

import { parseIp4 } from '../../core/address.ts';
import { IoError } from '../../core/fault.ts';
import { sayTrouble } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import type { OpenChannel } from '../base/channel.ts';
import { passChannel } from '../channels/pass-channel.ts';
import { ChannelReader } from '../http/channel-reader.ts';
import { type Target, targetText, tunnelFacts } from './target.ts';

export interface Socks4Tunnel {
  readonly to: Target;
  /** What the protocol calls the user id. */
  readonly user?: string | undefined;
  /** Whatever version an answer says it is of; many servers write 4 where the protocol has 0. */
  readonly anyVersion?: boolean;
}

/** Rejects with an IoError or the signal's reason; the channel below is then the caller's to let go. */
export const socks4Tunnel = async (below: OpenChannel, t: Socks4Tunnel, signal: AbortSignal): Promise<OpenChannel> => {
  const early = await socks4Handshake(below, t, signal);
  return passChannel(below, tunnelFacts(below, 'socks4', t.to), early);
};

/** The same, and the channel below is the tunnel; gives what came with the answer. */
export const socks4Handshake = async (below: OpenChannel, t: Socks4Tunnel, signal: AbortSignal): Promise<Uint8Array> => {
  const place = `socks4:${targetText(t.to)}`;
  const reader = new ChannelReader(below, place, signal, (cut) => ({ by: 'socks4', stage: 'request', ...cut }));
  const refused = (wrong: 'version' | 'reply', got: number, code: string, text: Said): IoError =>
    new IoError(place, code, text, undefined, { by: 'socks4', stage: 'request', wrong, got });
  await below.write(socks4Request(t));
  const [version = 0, reply = 0] = await reader.bytes(8);
  if (version !== 0 && t.anyVersion !== true)
    throw refused('version', version, 'EPROTO', sayTrouble('socksVersion', { wanted: '4', got: String(version) }));
  if (reply !== GRANTED)
    throw refused(
      'reply',
      reply,
      'EPROXY',
      sayTrouble('proxyRefused', {
        answer: sayTrouble('replyCode', { code: String(reply), meaning: REPLIES[reply] ?? sayTrouble('replyUnknown') }),
      }),
    );
  return reader.rest();
};

/** Version, command, port, address, user id, zero; for a name the address 0.0.0.1 and, behind the user id, the name and a zero. */
export const socks4Request = (t: Socks4Tunnel): Uint8Array => {
  const { host, port } = t.to;
  const address = parseIp4(host);
  const user = Buffer.from(t.user ?? '');
  const name = address === undefined ? Buffer.from(`${host}\0`) : new Uint8Array(0);
  return Buffer.concat([Uint8Array.of(4, 1, port >> 8, port & 255), address ?? Uint8Array.of(0, 0, 0, 1), user, Uint8Array.of(0), name]);
};

const GRANTED = 90;
const REPLIES: Readonly<Record<number, Said>> = {
  91: sayTrouble('reply4_91'),
  92: sayTrouble('reply4_92'),
  93: sayTrouble('reply4_93'),
};
