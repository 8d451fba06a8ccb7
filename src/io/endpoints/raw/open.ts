/** `raw:` opened. */
import { parseIp } from '../../../core/address.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { now } from '../../base/clock.ts';
import type { OpenOptions } from '../../base/endpoint.ts';
import { abortReason } from '../../base/errors.ts';
import { rawChannel, rawRefusal } from '../../channels/raw-channel.ts';
import { rawIpSocket } from '../../host/raw-sockets.ts';
import { resolveName } from '../../net/hosts.ts';

export interface RawWords {
  readonly protocol?: number;
  readonly host: string;
  readonly header?: boolean;
  readonly from?: string;
  readonly wait?: number;
}

/** IPPROTO_RAW: nothing is received, and headers are brought along. */
const BRINGS_HEADER = 255;
const WAIT = 2;

/** Rejects with an IoError, or with the signal's reason. */
export const openRaw = async (at: RawWords, place: string, options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> => {
  if (signal.aborted) throw abortReason(signal);
  const started = now();
  const [found] = parseIp(at.host) === undefined ? await resolveName(at.host, 4, place, signal) : [{ address: at.host }];
  const address = found?.address ?? at.host;
  const header = at.header === true;
  const protocol = at.protocol ?? BRINGS_HEADER;
  const socket = await rawIpSocket(place, address, protocol, header, at.from).catch((cause: unknown) =>
    Promise.reject(rawRefusal(place, cause)),
  );
  const facts = {
    scheme: 'raw',
    framing: 'datagram',
    role: 'initiator',
    local: socket.local.address,
    remote: address,
    localIp: socket.local,
    remoteIp: { address, port: 0 },
    packets: header ? 'ip' : { protocol },
    started,
    opened: now(),
  } as const;
  const rules = { place, wait: at.wait ?? WAIT, onTrouble: options.onTrouble };
  return rawChannel(socket, facts, rules, header ? whole : withoutHeader);
};

const whole = (packet: Uint8Array): Uint8Array => packet;

/** Raw sockets of IPv4 hand over the IP header, those of IPv6 do not (RFC 3542 §3). */
const withoutHeader = (packet: Uint8Array): Uint8Array => {
  const first = packet[0] ?? 0;
  return first >> 4 === 4 && packet.length >= 20 ? packet.subarray((first & 15) * 4) : packet;
};
