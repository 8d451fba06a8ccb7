/** Who has conversations is asked once for each, and for many at once together. */
import { existsSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Listed } from '../analysis/conversation-list.ts';
import { conversationData, holdersLine } from '../view/conversation-lines.ts';
import { plainText } from '../view/text.ts';
import { Holding } from './holding.ts';

const listed = (place: number, client: string, server: string): Listed =>
  ({ place, layer: { name: 'tcp' }, number: place, hosts: [client, server], frames: [1, 0], bytes: [60, 0] }) as unknown as Listed;

describe.runIf(existsSync('/proc/net/tcp'))('the ends of conversations', () => {
  it('are found while they are new; those that come meanwhile are asked for a little later', async () => {
    const server = createServer((socket) => void socket.on('error', () => {}).resume());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const client = connect(port, '127.0.0.1');
    await new Promise((resolve) => client.once('connect', resolve));
    const told: Listed[] = [];
    const holding = new Holding((c) => told.push(c));
    const all = [listed(0, `127.0.0.1:${client.localPort}`, `127.0.0.1:${port}`)];
    holding.look(all);
    holding.look(all);
    expect(told).toEqual(all);
    all.push(listed(1, '203.0.113.7:4000', `127.0.0.1:${port}`), listed(2, '203.0.113.7:4000', '203.0.113.8:80'));
    holding.look(all);
    await expect.poll(() => told.length).toBe(2);
    const [both, server1, nobody] = all.map((c) => holding.of(c));
    expect(both?.map((h) => h !== undefined && 'pid' in h && h.pid)).toEqual([process.pid, process.pid]);
    expect(plainText(holdersLine(both!))).toMatch(/^\S+ \(pid \d+\) → \S+ \(pid \d+\)$/);
    expect(conversationData(all[1]!, undefined, server1).processes).toEqual({ server: expect.objectContaining({ pid: process.pid }) });
    expect(nobody).toBeUndefined();
    holding.close();
    client.destroy();
    server.close();
  });
});
