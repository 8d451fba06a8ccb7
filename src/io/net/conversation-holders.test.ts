/** Who has the ends of conversations: sockets of this process. */
import { createSocket } from 'node:dgram';
import { existsSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { holderText } from '../../core/holder.ts';
import { holdersOf } from './conversation-holders.ts';

const me = expect.objectContaining({ pid: process.pid });

describe.runIf(existsSync('/proc/net/tcp'))('holders of conversations', () => {
  it('are found for both ends while it lasts; behind it who listens, and that the other is gone', async () => {
    const server = createServer((socket) => void socket.on('error', () => {}).resume());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const client = connect(port, '127.0.0.1');
    await new Promise((resolve) => client.once('connect', resolve));
    const hosts = [`127.0.0.1:${client.localPort}`, `127.0.0.1:${port}`] as const;
    expect(holdersOf([{ transport: 'tcp', hosts }])).toEqual([[me, me]]);
    client.destroy();
    await expect.poll(() => holdersOf([{ transport: 'tcp', hosts }])[0]).toEqual([{ gone: true }, me]);
    await new Promise((resolve) => server.close(resolve));
    await expect.poll(() => holdersOf([{ transport: 'tcp', hosts }])[0]?.[1]).toEqual({ gone: true });
  });

  it('of datagrams are those that are bound to the port, and nobody of another machine', async () => {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '0.0.0.0', resolve));
    const { port } = socket.address();
    const asked = (host: string) => holdersOf([{ transport: 'udp', hosts: [host, '203.0.113.9:53'] }])[0];
    expect(asked(`127.0.0.1:${port}`)).toEqual([me, undefined]);
    expect(asked(`203.0.113.7:${port}`)).toEqual([undefined, undefined]);
    socket.close();
  });

  it('are not known of what the system has no table for', () => {
    expect(holdersOf([{ transport: 'sctp', hosts: ['127.0.0.1:1', '127.0.0.1:2'] }])).toEqual([undefined]);
    expect(holdersOf([])).toEqual([]);
  });
});

it('are told as a program with its number, as somebody else, or as gone', () => {
  expect([{ pid: 7, command: 'curl' }, { user: 33 }, { gone: true as const }].map(holderText)).toEqual([
    'curl (pid 7)',
    'a program of user 33',
    'gone already',
  ]);
});
