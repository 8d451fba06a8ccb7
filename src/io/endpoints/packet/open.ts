/** `packet:` opened. */
import type { OpenChannel } from '../../base/channel.ts';
import { now } from '../../base/clock.ts';
import type { OpenOptions } from '../../base/endpoint.ts';
import { abortReason } from '../../base/errors.ts';
import { rawChannel, rawRefusal } from '../../channels/raw-channel.ts';
import { packetSocket } from '../../host/raw-sockets.ts';

export interface PacketWords {
  readonly on: string;
  readonly wait?: number;
}

const WAIT = 2;

/** Rejects with an IoError, or with the signal's reason. */
export const openPacket = async (at: PacketWords, place: string, options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> => {
  if (signal.aborted) throw abortReason(signal);
  const started = now();
  const socket = await packetSocket(place, at.on).catch((cause: unknown) => Promise.reject(rawRefusal(place, cause)));
  const facts = {
    scheme: 'packet',
    framing: 'datagram',
    role: 'initiator',
    local: at.on,
    remote: at.on,
    packets: 'ethernet',
    started,
    opened: now(),
  } as const;
  return rawChannel(socket, facts, { place, wait: at.wait ?? WAIT, onTrouble: options.onTrouble }, (frame) => frame);
};
