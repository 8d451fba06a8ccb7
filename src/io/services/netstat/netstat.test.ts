import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { netstat } from './netstat.ts';

serviceConformance(netstat);

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

describe('netstat', () => {
  it('lists who is connected to our services, and nothing else of this machine', async () => {
    const row = { id: 1, local: '127.0.0.1:7', remote: '127.0.0.1:5000', sent: 4, received: 9, sentRate: 0, receivedRate: 0, age: 61 };
    const on = await serving(netstat, stop.signal, {}, { connections: () => [{ ...row, service: 'echo' }] });
    expect(await on.ask('')).toBe(
      'Service     Received      Sent Local Address           Foreign Address\r\n' +
        'echo               9         4 127.0.0.1:7             127.0.0.1:5000\r\n',
    );
  });
});
