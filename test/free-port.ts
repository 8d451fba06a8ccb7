/** Ports for tests. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * A port that nobody uses at this moment, for TCP or UDP. It is below those that the system gives to callers, so that no connection of
 * another test gets it before it is used.
 */
export const freePort = async (): Promise<string> => {
  for (;;) {
    const port = 10_240 + 4 * Math.floor(Math.random() * 5500) + WORKER;
    if (!given.has(port) && (await isFree(port))) {
      given.add(port);
      return String(port);
    }
  }
};

/** Test processes that run side by side have ports of their own. */
const WORKER = Number(process.env['VITEST_POOL_ID'] ?? 0) % 4;
const given = new Set<number>();

const isFree = async (port: number): Promise<boolean> => {
  const [server, socket] = [createServer(), createSocket('udp4')];
  try {
    const listening = once(server.listen(port), 'listening');
    const bound = once(socket.bind(port), 'listening');
    await Promise.all([listening, bound]);
    return true;
  } catch {
    return false;
  } finally {
    server.close();
    socket.close();
  }
};
