/** Bursts: what is fetched many at a time is told like what Node tells, in order, and each with its sender. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { inWholeHost } from '../../../../test/host.ts';
import { joinHostPort } from '../../../core/address.ts';
import { codeOf } from '../../base/errors.ts';
import { descriptorOf } from '../../host/descriptor.ts';
import { manyDatagrams } from '../../host/recvmmsg.ts';
import { endOfName, nameOfEnd } from '../../host/socket-name.ts';
import { readDatagrams } from './burst.ts';
import { datagramPort } from './socket.ts';

const open: Socket[] = [];
const bound = async (type: 'udp4' | 'udp6', address?: string): Promise<Socket> => {
  const socket = createSocket({ type, recvBufferSize: 4 << 20 });
  open.push(socket);
  await once(socket.bind(0, address), 'listening');
  return socket;
};
afterEach(() => {
  for (const socket of open.splice(0)) socket.close();
});
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

inWholeHost(() => {
  describe.runIf(process.platform === 'linux')('bursts of datagrams', () => {
    it.each([
      ['IPv4', 'udp4', '127.0.0.1', 'udp4', '127.0.0.1'],
      ['IPv6', 'udp6', '::1', 'udp6', '::1'],
      ['IPv4 on a socket of both', 'udp6', '::', 'udp4', '127.0.0.1'],
    ] as const)('come in order, each with its sender: %s', async (_, type, address, senders, to) => {
      await manyDatagrams();
      const socket = await bound(type, address);
      const got = new Map<string, number[]>();
      let [all, byNode] = [0, 0];
      readDatagrams(
        socket,
        (datagram, from) => {
          const who = joinHostPort(from.address, from.port);
          got.set(who, [...(got.get(who) ?? []), Number(Buffer.from(datagram).toString())]);
          all++;
        },
        (error) => expect.unreachable(error.message),
      );
      socket.on('message', () => byNode++);
      const [one, two] = [await bound(senders, to), await bound(senders, to)];
      const { port } = socket.address();
      for (let n = 0; n < 3000; n += 100) {
        for (let k = n; k < n + 100; k++) (k % 3 === 0 ? one : two).send(String(k), port, to);
        while (all < n + 100) await turn();
      }
      const mapped = type !== senders ? '::ffff:127.0.0.1' : to;
      const inOrder = Array.from({ length: 3000 }, (__, k) => k);
      expect(Object.fromEntries(got)).toEqual({
        [joinHostPort(mapped, one.address().port)]: inOrder.filter((k) => k % 3 === 0),
        [joinHostPort(mapped, two.address().port)]: inOrder.filter((k) => k % 3 !== 0),
      });
      expect(byNode).toBeLessThan(2000);
    });

    it.each([
      ['udp4', '127.0.0.1', '127.0.0.1'],
      ['udp6', '::1', '::1'],
      ['udp6', '::', '::ffff:127.0.0.1'],
    ] as const)('are answered at once from a %s socket on %s', async (type, address, peer) => {
      await manyDatagrams();
      const socket = await bound(type, address);
      const other = await bound(peer === '::1' ? 'udp6' : 'udp4', peer === '::1' ? peer : '127.0.0.1');
      const port = datagramPort(socket, () => {}, { address: peer, port: other.address().port });
      const came = once(other, 'message');
      const told: (Error | null)[] = [];
      port.send(Buffer.from('answer'), (error) => told.push(error));
      expect(told).toEqual([null]); // in the call
      const [datagram, from] = await came;
      expect([String(datagram), from.port]).toEqual(['answer', socket.address().port]);
      port.send(new Uint8Array(70_000), (error) => told.push(error));
      expect(told[1]).toMatchObject({ code: 'EMSGSIZE' });
    });

    it('may see the socket closed by who takes them', async () => {
      await manyDatagrams();
      const socket = await bound('udp4', '127.0.0.1');
      let got = 0;
      readDatagrams(
        socket,
        () => {
          if (++got === 700) socket.close();
        },
        (error) => expect.unreachable(error.message),
      );
      open.splice(open.indexOf(socket), 1);
      const sender = await bound('udp4', '127.0.0.1');
      const { port } = socket.address();
      const closed = once(socket, 'close');
      for (let n = 0; n < 10; n++) {
        for (let k = 0; k < 100; k++) sender.send('x', port, '127.0.0.1');
        await turn();
      }
      await closed;
      expect(got).toBeLessThan(900);
    });

    it('tells errors of the peer', async () => {
      const [gone, socket] = [await bound('udp4', '127.0.0.1'), await bound('udp4', '127.0.0.1')];
      const { port } = gone.address();
      open.splice(open.indexOf(gone), 1);
      await new Promise<void>((resolve) => gone.close(resolve));
      socket.connect(port, '127.0.0.1');
      await once(socket, 'connect');
      const many = await manyDatagrams();
      const fd = descriptorOf(socket)?.() ?? -1;
      expect(many.receive(fd)).toBe(-1);
      expect(many.error()).toMatchObject({ code: 'EAGAIN' });
      socket.on('error', () => {});
      socket.send('x');
      const deadline = Date.now() + 5000;
      while (many.receive(fd) === -1 && codeOf(many.error()) === 'EAGAIN' && Date.now() < deadline);
      expect(many.error()).toMatchObject({ code: 'ECONNREFUSED' });
    });
  });
});

describe('names of ends', () => {
  it.each(['10.1.2.3', '::1', '2001:db8::5:0', 'fe80::1'])('%s there and back', (address) => {
    expect(endOfName(nameOfEnd({ address, port: 65_000 }) ?? new Uint8Array())).toEqual({ address, port: 65_000 });
  });

  it('there is none for an address of one link, or for a host', () => {
    expect(nameOfEnd({ address: 'fe80::1%lo', port: 1 })).toBeUndefined();
    expect(nameOfEnd({ address: 'localhost', port: 1 })).toBeUndefined();
  });
});
