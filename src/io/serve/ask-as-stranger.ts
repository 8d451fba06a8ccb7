/** askAsStranger: whether a port answers whoever asks it, as services do. A client talks to one service, and its socket often refuses others. */
import { createSocket } from 'node:dgram';
import type { IpEnd } from '../base/tap.ts';

/** `refuses`: the system says that nobody there hears strangers. `silent`: no answer came in time. */
export type ToStrangers = 'answers' | 'refuses' | 'silent';

/** Sends one datagram from a port of its own, and tells once what came of it; keeps no process alive. */
export const askAsStranger = ({ address, port }: IpEnd, question: Uint8Array, tell: (what: ToStrangers) => void): void => {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4').unref();
  const late = setTimeout(() => over('silent'), PATIENCE_MS).unref();
  let isOver = false;
  const over = (what: ToStrangers): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(late);
    socket.close();
    tell(what);
  };
  socket.on('message', () => over('answers'));
  socket.on('error', () => over('refuses'));
  socket.connect(port, address, () => {
    if (!isOver) socket.send(question, (error) => error && over('refuses'));
  });
};

/** Nobody waits for it. */
const PATIENCE_MS = 2000;
