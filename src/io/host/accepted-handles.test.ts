/** What we ask of Node's internals, on every Node that the tests run on. Should this fail on a new one, bytes still flow, only slower. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inPlainHost, inWholeHost } from '../../../test/host.ts';
import { OnRead, SHARED, type Sink } from '../base/on-read.ts';
import { socketOfHandle, takeHandles } from './accepted-handles.ts';

inWholeHost(() => {
  describe('accepted handles', () => {
    let server: Server;
    let usual: Socket[];
    beforeEach(async () => {
      usual = [];
      server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => usual.push(socket)).listen(0, '127.0.0.1');
      await once(server, 'listening');
    });
    afterEach(() => server.close());
    const dial = (): Socket => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('a TCP server has an address');
      return connect({ port: address.port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => {});
    };
    const take = async (): Promise<object> => {
      const handle = new Promise<object>((resolve) => {
        expect(takeHandles(server, resolve)).toBe(true);
      });
      return handle;
    };

    it('come to us before Node makes sockets of them, and read into our buffer', async () => {
      const taking = take();
      const client = dial();
      const onRead = new OnRead();
      const read: string[] = [];
      const sink: Sink = {
        buffer: SHARED,
        keep: (n, from) => {
          expect(from).toBe(SHARED);
          return from.slice(0, n);
        },
        take: (chunk) => {
          read.push(Buffer.from(chunk).toString());
          return read.length !== 1;
        },
      };
      onRead.sink = sink;
      const socket = socketOfHandle(await taking, onRead);
      expect(usual).toEqual([]);
      expect(socket.remoteAddress).toBe('127.0.0.1');
      client.write('one');
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(read).toEqual([]); // nothing before it is asked for
      socket.resume();
      await expect.poll(() => read).toEqual(['one']);
      client.write('two');
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(read).toEqual(['one']); // false stopped it
      socket.resume();
      await expect.poll(() => read).toEqual(['one', 'two']);
      client.end();
      await once(socket, 'end');
      const closed = once(socket, 'close');
      socket.end('after its end');
      const [answer] = await once(client, 'data');
      expect(String(answer)).toBe('after its end');
      await closed;
    });

    it('do not keep the server from closing', async () => {
      const taking = take();
      const client = dial();
      const socket = socketOfHandle(await taking, new OnRead());
      server.close();
      await once(server, 'close');
      socket.destroy();
      await once(client.resume(), 'end');
      client.end();
    });

    it('that are not as expected go the usual way', async () => {
      takeHandles(server, () => {});
      const listening: unknown = Reflect.get(server, '_handle');
      const onconnection: unknown =
        typeof listening === 'object' && listening !== null ? Reflect.get(listening, 'onconnection') : undefined;
      if (typeof onconnection !== 'function') throw new Error('there is a handler');
      const errors: unknown[] = [];
      server.on('error', (error) => errors.push(error));
      Reflect.apply(onconnection, listening, [-24, undefined]);
      expect(errors).toMatchObject([{ code: 'EMFILE' }]);
      expect(takeHandles(createServer(), () => {})).toBe(false);
    });
  });
});

inPlainHost(() => {
  it('are left to Node', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    expect(takeHandles(server, () => {})).toBe(false);
    server.close();
  });
});
