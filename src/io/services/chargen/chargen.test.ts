import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { chargen } from './chargen.ts';

serviceConformance(chargen);

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

const FIRST = ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefg';

describe('chargen (RFC 864)', () => {
  it('sends lines that turn by one, on and on, as much as the client takes', async () => {
    const caller = await (await serving(chargen, stop.signal)).call();
    const wanted = 95 * 74 * 9;
    let text = '';
    for await (const chunk of caller.incoming) {
      text += Buffer.from(chunk).toString('latin1');
      if (text.length >= wanted) break;
    }
    caller.close();
    const lines = text.slice(0, wanted).split('\r\n');
    expect(lines[0]).toBe(FIRST);
    expect(lines[1]).toBe(`${FIRST.slice(1)}h`);
    expect(lines[95]).toBe(FIRST);
    expect(new Set(lines.slice(0, -1).map((line) => line.length))).toEqual(new Set([72]));
  });

  it('waits for a client that does not read', async () => {
    const caller = await (await serving(chargen, stop.signal)).call();
    const iterator = caller.incoming[Symbol.asyncIterator]();
    await iterator.next();
    let held = -1;
    const isStill = (): boolean => {
      const before = held;
      held = caller.ledger.received;
      return held === before;
    };
    await expect.poll(isStill, { interval: 50 }).toBe(true);
    expect(caller.ledger.received).toBeLessThan(20_000_000);
    caller.close();
  });

  it('ends when the client ends, whatever it said', async () => {
    expect(await (await serving(chargen, stop.signal)).ask('stop it\r\n')).toMatch(/^( !"#|$)/);
  });

  it('answers a datagram with a line', async () => {
    const on = await serving(chargen, stop.signal, {}, {}, 'udp');
    expect(await on.ask('x')).toBe(`${FIRST}\r\n`);
  });
});
