import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { needs } from '../../../test/needs.ts';
import { parseRoundTripTimes, roundTripTimes } from './round-trip-times.ts';

it('reads the answer of ss, addresses as everybody writes them', () => {
  const answer = [
    'ESTAB 0 0 127.0.0.1:40000 127.0.0.1:7 ',
    '\t cubic wscale:7,7 rto:201 rtt:0.25/0.03 ato:40 mss:32768 minrtt:0.01',
    'ESTAB 0 0 [::ffff:10.0.0.1]:80 [::ffff:10.0.0.2]:5000',
    '\t cubic rtt:12.5/3 mss:1448',
    'SYN-SENT 0 1 [::1]:81 [::1]:5001',
    '\t cubic mss:524',
    '',
  ].join('\n');
  expect([...parseRoundTripTimes(answer)]).toEqual([
    ['127.0.0.1:40000 127.0.0.1:7', 0.00025],
    ['10.0.0.1:80 10.0.0.2:5000', 0.0125],
  ]);
});

it('asks once and no more where there is no such program', async () => {
  const trips = roundTripTimes('/nonexistent/ss');
  trips.ask();
  await new Promise((resolve) => setTimeout(resolve, 50));
  trips.ask();
  expect(trips.of({ address: '127.0.0.1', port: 1 }, { address: '127.0.0.1', port: 2 })).toBeUndefined();
});

needs('ss')('tells the round trip of a connection that carried something', async () => {
  const server = createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  const socket = connect(typeof at === 'object' ? (at?.port ?? 0) : 0, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('x');
  await once(socket, 'data');
  const trips = roundTripTimes();
  trips.ask();
  const [local, remote] = [
    { address: '127.0.0.1', port: socket.localPort ?? 0 },
    { address: '127.0.0.1', port: socket.remotePort ?? 0 },
  ];
  await expect.poll(() => trips.of(local, remote)).toBeGreaterThan(0);
  socket.destroy();
  server.close();
});
