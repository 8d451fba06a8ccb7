/** /proc/net/tcp: what waits to be read and to be acknowledged. */
import { describe, expect, it } from 'vitest';
import { listeningPair } from '../../../test/conformance/endpoint/suite.ts';
import { tcp } from '../endpoints/tcp/tcp.ts';
import { endText, tcpRow } from './proc-net.ts';

describe.runIf(process.platform === 'linux').each(['127.0.0.1', '[::1]'])('the row of a socket on %s', (host) => {
  it('tells what was not read, and is gone with the socket', async () => {
    const stop = new AbortController();
    const { ours, theirs } = await listeningPair(tcp, `${host}:0`, stop.signal);
    const { localIp, remoteIp } = ours.facts;
    const row = () => tcpRow(localIp!, remoteIp!);
    expect(row()).toEqual({ state: 'ESTABLISHED', unacknowledged: 0, unread: 0, isHeld: true });
    await theirs.write(Buffer.from('unread'));
    await expect.poll(row).toEqual({ state: 'ESTABLISHED', unacknowledged: 0, unread: 6, isHeld: true });
    ours.abort(new Error('enough'));
    await expect.poll(row).toBeUndefined();
    stop.abort();
  });
});

it('writes addresses as the kernel does', () => {
  expect(endText({ address: '127.0.0.1', port: 80 })).toBe('0100007F:0050');
  expect(endText({ address: '::1', port: 65535 })).toBe('00000000000000000000000001000000:FFFF');
});
