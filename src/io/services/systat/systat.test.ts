import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { systat } from './systat.ts';

serviceConformance(systat);

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

describe('systat (RFC 866)', () => {
  it('says who is connected to our services, and no user of this machine', async () => {
    const row = { id: 1, local: '127.0.0.1:7', remote: '127.0.0.1:5000', sent: 4, received: 9, sentRate: 0, receivedRate: 0, age: 61 };
    const on = await serving(systat, stop.signal, {}, { connections: () => [{ ...row, service: 'echo' }] });
    expect(await on.ask('')).toBe('echo       127.0.0.1:5000          for 1 min 1 s, said 9 bytes, heard 4\r\n');
    expect(await (await serving(systat, stop.signal, {}, {}, 'udp')).ask('')).toBe('nobody is connected\r\n');
  });
});
