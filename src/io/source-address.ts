/** The address of this machine from which it would reach another: the system's routes know, and nothing is sent to find out. */
import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';

/** Undefined where no route leads there. `to` is an IP address. */
export const sourceAddress = (to: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = createSocket(isIPv6(to) ? 'udp6' : 'udp4');
    const done = (address: string | undefined): void => {
      socket.close();
      resolve(address);
    };
    socket.once('error', () => done(undefined));
    socket.once('connect', () => done(socket.address().address));
    socket.connect(ANY_PORT, to);
  });

/** A datagram socket that is connected only learns its own address; the discard port stands for any. */
const ANY_PORT = 9;
