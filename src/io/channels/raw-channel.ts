/** A channel over a raw socket: each chunk is a packet. */

import { IoError } from '../../core/fault.ts';
import { sayTrouble } from '../../core/said.ts';
import type { OpenChannel } from '../base/channel.ts';
import { codeOf, ioError } from '../base/errors.ts';
import type { ChannelFacts } from '../base/tap.ts';
import { watchDatagrams } from '../host/datagram-calls.ts';
import type { RawSocket } from '../host/raw-sockets.ts';
import { DatagramChannel, type DatagramPort } from './datagram-channel.ts';

/** Milliseconds after which a full interface is asked again. */
const AGAIN = 2;

/** `payload`: what of a packet that came is handed on. */
export const rawChannel = (
  socket: RawSocket,
  facts: ChannelFacts,
  rules: { readonly place: string; readonly wait: number; readonly onTrouble?: ((error: Error) => void) | undefined },
  payload: (packet: Uint8Array) => Uint8Array,
): OpenChannel => {
  let stop = (): void => {};
  const release = (): void => {
    stop();
    socket.close();
  };
  const channel = new DatagramChannel(facts, portOf(socket, rules.place, release), { ...rules, idle: 0 });
  stop = watchDatagrams(
    socket,
    (bytes) => channel.arrive(payload(bytes)),
    () => channel.isFull,
  );
  return channel;
};

const portOf = (socket: RawSocket, place: string, release: () => void): DatagramPort => {
  let isOver = false;
  const send: DatagramPort['send'] = (bytes, sent) => {
    const error = isOver ? undefined : socket.send(bytes, socket.to);
    if (error !== undefined && (codeOf(error) === 'EAGAIN' || codeOf(error) === 'ENOBUFS')) setTimeout(send, AGAIN, bytes, sent);
    else process.nextTick(sent, error === undefined ? null : ioError(place, 'to send a packet', error));
  };
  return {
    send,
    pending: () => 0,
    release: () => {
      isOver = true;
      release();
    },
  };
};

/** What a refusal to open one means, and what to type. */
export const rawRefusal = (place: string, cause: unknown): Error => {
  const code = codeOf(cause);
  if (cause instanceof IoError || (code !== 'EPERM' && code !== 'EACCES')) return ioError(place, 'to open a raw socket', cause);
  return new IoError(place, code, sayTrouble('rawSocket', { program: process.execPath, code }));
};
