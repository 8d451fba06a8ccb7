import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../core/bytes.ts';
import { writeMessage } from '../../protocols/shared/dns/write-message.ts';
import { writeTftp } from '../../protocols/tftp/message.ts';
import { segmentOf } from '../../view/segment.ts';
import type { WatchedAs } from '../watched.ts';
import { Workbench, type WorkbenchOptions } from './workbench.ts';

const open: Workbench[] = [];
afterEach(async () => {
  for (const workbench of open.splice(0)) await workbench.close();
});

it('records the data connection of an FTP service once, though both of its ends are ours', async () => {
  const troubles: Error[] = [];
  const workbench = new Workbench({ onTrouble: (error) => troubles.push(error) });
  open.push(workbench);
  const service = await workbench.serve('ftp', 0);
  const { id } = await workbench.guide('ftp', service.address, { name: 'guest', password: 'guest' });
  const { live } = workbench;
  const said = (): readonly string[] =>
    Array.from({ length: live.frames }, (_, k) => segmentOf(live.dissect(k + 1))?.payload ?? new Uint8Array()).map((b) => fromUtf8(b));
  for (const [line, answer] of [
    ['USER guest', '331'],
    ['PASS guest', '230'],
    ['PASV', '227'],
    ['NLST', '226'],
  ] as const) {
    workbench.type(id, line);
    await expect.poll(() => said().some((text) => text.startsWith(answer))).toBe(true);
  }
  await expect.poll(() => live.conversations.length).toBeGreaterThanOrEqual(2);
  workbench.type(id, 'QUIT');
  await expect.poll(() => said().some((text) => text.startsWith('221'))).toBe(true);
  expect(live.conversations.map((c) => [c.hosts[1] === service.address, c.opened])).toEqual([
    [true, true],
    [false, true],
  ]);
  const [, data] = live.conversations;
  const names = said().filter((text, k) => live.conversationOf(k + 1)?.place === data?.place && text !== '');
  expect(names).toHaveLength(1);
  expect(names[0]).toMatch(/\r\n$/);
  expect(troubles).toEqual([]);
});

const sockets: Socket[] = [];
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
  for (const socket of sockets.splice(0)) socket.close();
});

/** Sends a datagram from a socket of its own; gives what comes back to it. */
const asked = (bytes: Uint8Array, address: string): Promise<{ readonly bytes: Uint8Array; readonly port: number }> => {
  const socket = createSocket('udp4');
  sockets.push(socket);
  const port = Number(/:(\d+)$/.exec(address)?.[1]);
  return new Promise((resolve, reject) => {
    socket.on('message', (data, { port: from }) => resolve({ bytes: data, port: from }));
    socket.on('error', reject);
    socket.send(bytes, port, '127.0.0.1');
  });
};

const started = () => {
  const troubles: Error[] = [];
  const workbench = new Workbench({ onTrouble: (error) => troubles.push(error) });
  open.push(workbench);
  const { live } = workbench;
  const rows = (): readonly string[] =>
    Array.from({ length: live.frames }, (_, k) => {
      const segment = segmentOf(live.dissect(k + 1));
      return `${segment?.label} ${segment?.detail}`;
    });
  return { workbench, troubles, rows };
};

it('serves over UDP: who comes is a row, what they say is decoded as on the own port of the service, and it ends', async () => {
  const { workbench, troubles, rows } = started();
  const service = await workbench.serve('dns', 0, 'udp');
  expect(service.address).toMatch(/^udp:127\.0\.0\.1:\d+$/);
  expect(service.example).toMatch(/^dig @127\.0\.0\.1 -p \d+ /);
  const answer = await asked(writeMessage({ id: 7, questions: [{ name: 'www.lab.', type: 'A' }] }), service.address);
  expect(answer.bytes.length).toBeGreaterThan(30);
  await expect.poll(rows).toHaveLength(2);
  expect(rows()[0]).toContain('DNS Standard query');
  expect(rows()[1]).toContain('127.0.0.5');
  const guest = workbench.endpoints.all.find((p) => p.parent === service.id);
  expect(guest).toMatchObject({ state: 'open', hosts: [expect.stringMatching(/^127/), service.address.slice(4)] });
  workbench.stop(service.id);
  await expect.poll(() => [service.state, guest?.state]).toEqual(['closed', 'closed']);
  expect(troubles).toEqual([]);
});

it('shows the transfer of a TFTP client as a channel of its own', async () => {
  const { workbench, rows } = started();
  const service = await workbench.serve('tftp', 0, 'udp');
  const block = await asked(writeTftp({ kind: 'read', file: 'index.html', mode: 'octet', options: new Map() }), service.address);
  expect(block.port).not.toBe(Number(service.address.split(':').at(-1)));
  await expect.poll(() => rows().slice(0, 2)).toEqual([expect.stringContaining('Read Request'), expect.stringContaining('Block: 1')]);
  const [guest, transfer] = workbench.endpoints.all.filter((p) => p.parent === service.id);
  expect(transfer?.title).toBe(`${guest?.title} → :${block.port}`);
  expect(transfer).toMatchObject({ beside: 'client', hosts: [guest?.hosts?.[0], expect.any(String)] });
});

it("tells a proxy's way on as its client's: the proxy asks, and the server is on the other side", async () => {
  const seen: WatchedAs[] = [];
  const beside: WorkbenchOptions['beside'] = (as) => ({
    open: (facts) => {
      seen.push({ ...as(facts) });
      return { chunk: () => {}, ended: () => {}, reset: () => {}, closed: () => {} };
    },
  });
  const workbench = new Workbench({ onTrouble: () => {}, beside });
  open.push(workbench);
  const server = createServer((socket) => socket.on('error', () => {}).pipe(socket)).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const target = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service = await workbench.serve('proxy', 0);
  const client = connect(Number(/:(\d+)$/.exec(service.address)?.[1]), '127.0.0.1');
  client.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  await once(client, 'data');
  const [came, on] = workbench.endpoints.all.filter((p) => p.parent === service.id);
  expect(came).toMatchObject({ hosts: [`127.0.0.1:${client.localPort}`, service.address] });
  expect(came?.beside).toBeUndefined();
  expect(on).toMatchObject({ hosts: [expect.stringMatching(/^127/), target], beside: 'server' });
  expect(seen).toEqual([
    { names: ['client', 'server: proxy'], tag: '#1' },
    { names: ['proxy', 'server'], client: 'us', tag: '#1+' },
  ]);
  client.destroy();
});

it('keeps what a service has to say, and one at two transports apart', async () => {
  const { workbench } = started();
  const udp = await workbench.serve('syslog', 0, 'udp');
  const tcp = await workbench.serve('syslog', 0);
  expect(tcp.address).toMatch(/^127/);
  void asked(utf8('<13>hello'), udp.address);
  await expect.poll(() => udp.says).toEqual(['user.notice hello']);
  expect(tcp.says).toBeUndefined();
  const { id } = await workbench.connect(udp.address);
  await workbench.send(id, utf8('<11>from here'));
  await expect.poll(() => udp.says?.at(-1)).toBe('user.err from here');
  expect(workbench.endpoints.all.filter((p) => p.parent === udp.id)).toHaveLength(2);
  await expect(workbench.serve('ftp', 0, 'udp')).rejects.toThrow('tcp');
});
