/** Why something was refused: each cause with sockets of this process, and what /proc says of them. */
import { createSocket } from 'node:dgram';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { IoError } from '../../core/fault.ts';
import type { Refusal } from '../../core/refusal.ts';
import { english } from '../../core/said.ts';
import { parseSockets, socketOwners, systemSockets, unansweredSyns } from './system-sockets.ts';
import { whyOf } from './why.ts';

const refusal = (at: Refusal) => {
  const why = whyOf(new IoError('tcp:somewhere', at.by === 'system' ? at.code : 'ENOTFOUND', 'no', undefined, at));
  return why && { ...why, says: english.text(why.says), next: english.text(why.next) };
};
const system = (code: string, more: object) => refusal({ by: 'system', code, ...more });

const servers: Server[] = [];
const listen = (host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    servers.push(server);
    server.listen(0, host, () => resolve((server.address() as AddressInfo).port));
  });
it('asks for the interface of a link-local address', () => {
  const why = system('EINVAL', { address: 'fe80::7', port: 80 });
  expect(why?.says).toBe('fe80::7 is of one link alone, and the interface to that link is missing');
  expect(why?.next).toMatch(/^type \[fe80::7%\S+\]:80$/);
  expect(system('EINVAL', { address: 'fe80::7%lo', port: 80 })).toBeUndefined();
  expect(system('EINVAL', { address: '192.0.2.1', port: 80 })).toBeUndefined();
});

afterAll(() => servers.forEach((server) => void server.close()));

describe.runIf(existsSync('/proc/net/tcp'))('refused on this machine', () => {
  const me = new RegExp(`\\(pid ${process.pid}\\)`);

  it('names who listens on another address of the same port', async () => {
    const port = await listen('127.0.0.1');
    const why = system('ECONNREFUSED', { address: '::1', port });
    expect(why?.says).toMatch(
      new RegExp(`^nothing listens on \\[::1\\]:${port}, but .* \\(pid ${process.pid}\\) listens on 127.0.0.1:${port}$`),
    );
    expect(why?.next).toBe(`type: wirecat connect 127.0.0.1:${port}`);
    expect(why?.facts).toMatchObject({ cause: 'elsewhere', listens: [{ transport: 'tcp', address: '127.0.0.1', port, pid: process.pid }] });
  });

  it('names who speaks UDP there', async () => {
    const socket = createSocket('udp4');
    const port = await new Promise<number>((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket.address().port)));
    const why = system('ECONNREFUSED', { address: '127.0.0.1', port });
    socket.close();
    expect(why?.says).toMatch(me);
    expect(why?.next).toBe(`type: wirecat connect udp:127.0.0.1:${port}`);
  });

  it('says that nobody listens, and what would', async () => {
    const port = await listen('127.0.0.1');
    await new Promise((resolve) => servers.pop()?.close(resolve));
    expect(system('ECONNREFUSED', { address: '127.0.0.1', port })).toEqual({
      says: `nothing listens on port ${port} of this machine`,
      next: `in another terminal type: wirecat listen ${port}`,
      facts: { cause: 'nobody', by: 'this machine', listens: [] },
    });
  });

  it('by what listens there: a firewall, or it has only begun', async () => {
    const port = await listen('127.0.0.1');
    expect(system('ECONNREFUSED', { address: '127.0.0.1', port })?.facts).toMatchObject({ cause: 'rejected' });
  });

  it('a port in use: who has it', async () => {
    const port = await listen('127.0.0.1');
    const why = system('EADDRINUSE', { address: '127.0.0.1', port, call: 'listen' });
    expect(why?.says).toMatch(new RegExp(`\\(pid ${process.pid}\\) listens on 127.0.0.1:${port} already$`));
    expect(why?.next).toContain(`kill ${process.pid}`);
  });

  it('silence where somebody listens: its queue is full', async () => {
    const port = await listen('127.0.0.1');
    const why = system('ETIMEDOUT', { address: '127.0.0.1', port, syns: 3, waited: 4000 });
    expect(why?.says).toMatch(/^nothing answered in 4 s: .* takes no more: its queue is full$/);
  });

  it('an address that no interface has', () => {
    expect(system('EADDRNOTAVAIL', { address: '203.0.113.9', port: 80, call: 'listen' })?.says).toMatch(
      /^no interface of this machine has 203\.0\.113\.9; it has /,
    );
    expect(system('EADDRNOTAVAIL', { address: '203.0.113.9', port: 80, call: 'listen' })?.next).toMatch(/^type [\d.]+:80$/);
    expect(system('EADDRNOTAVAIL', { address: '203.0.113.9', port: 0, call: 'bind' })?.next).toMatch(/^type bind=[\d.]+$/);
  });

  it('a port below those that are for all', () => {
    const why = system('EACCES', { address: '127.0.0.1', port: 1, call: 'listen' });
    if (why !== undefined) expect(why.next).toBe('type 8001 in place of 1');
    expect(system('EACCES', { address: '127.0.0.1', port: 60_000, call: 'listen' })).toBeUndefined();
    expect(system('EACCES', {})).toBeUndefined();
  });

  it('finds the sockets of this process and their owner', async () => {
    const port = await listen('127.0.0.1');
    const own = systemSockets('tcp').filter((s) => s.local.port === port && s.state === 'listen');
    expect(own.map(({ local }) => local.address)).toEqual(['127.0.0.1']);
    expect([...socketOwners(new Set(own.map(({ inode }) => inode))).values()].map(({ pid }) => pid)).toEqual([process.pid]);
    expect(socketOwners(new Set())).toEqual(new Map());
    expect(unansweredSyns(port)).toBeUndefined();
  });
});

describe('refused elsewhere', () => {
  it('says whose reset it was', () => {
    expect(system('ECONNREFUSED', { address: '203.0.113.9', port: 80 })).toMatchObject({
      says: '203.0.113.9 answered with a reset: it is up, but nothing listens on its port 80, or a firewall there says so',
      next: 'there type: wirecat listen 0.0.0.0:80',
    });
    expect(system('ECONNREFUSED', { address: '203.0.113.9', port: 443, over: 'tls:' })?.next).toBe(
      'there type: wirecat listen tls:0.0.0.0:443',
    );
  });

  it('counts the SYNs that nobody answered', () => {
    const why = system('ETIMEDOUT', { address: '203.0.113.9', port: 80, syns: 3, waited: 10_000 });
    expect(why?.says).toMatch(/^nothing answered in 10 s: 3 SYNs went out and nothing came back; /);
    expect(system('ETIMEDOUT', { address: '203.0.113.9', port: 80, syns: 1 })?.says).toMatch(/^nothing answered: one SYN went out and /);
    expect(system('ETIMEDOUT', { address: '203.0.113.9', port: 80 })).toBeUndefined();
  });

  it('a name that nobody knows: the nearest one that is known here', () => {
    expect(refusal({ by: 'resolver', code: 'ENOTFOUND', host: 'localhots' })?.next).toBe('did you mean localhost?');
    expect(refusal({ by: 'resolver', code: 'ENOTFOUND', host: 'qwertyuiop.invalid' })?.next).toMatch(/^check its spelling/);
  });

  it('what it knows nothing more of, it leaves as it is', () => {
    expect(system('EPIPE', {})).toBeUndefined();
    expect(whyOf(new IoError('x', 'EIO', 'no'))).toBeUndefined();
  });
});

it('tables of Linux are read, addresses of both families and what was sent again', () => {
  const table = [
    '  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0000000000000000 100 0 0 10 0',
    '   1: 0200000A:C350 4D0200C0:0050 02 00000001:00000000 01:00000190 00000003     0        0 4712 2 0000000000000000 800 0 0 1 7',
    '   2: 00000000000000000000000001000000:0016 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000 0 0 4713 1',
    '   3: 0000000000000000FFFF00000100007F:0050 0000000000000000FFFF00000100007F:C000 01 00000000:00000000 00:00000000 00000000 0 0 4714 1',
    'nonsense',
  ].join('\n');
  expect(
    parseSockets('tcp', table).map((s) => [s.local.address, s.local.port, s.remote.address, s.state, s.again, s.user, s.inode]),
  ).toEqual([
    ['127.0.0.1', 8080, '0.0.0.0', 'listen', 0, 1000, 4711],
    ['10.0.0.2', 50_000, '192.0.2.77', 'opening', 3, 0, 4712],
    ['::1', 22, '::', 'listen', 0, 0, 4713],
    ['127.0.0.1', 80, '127.0.0.1', 'other', 0, 0, 4714],
  ]);
});
