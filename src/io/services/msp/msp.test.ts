import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { lineText } from '../../../core/said.ts';
import { msp } from './msp.ts';

serviceConformance(msp);

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

const MESSAGE = 'B\0\0Dinner is\r\nready\0ann\0tty1\x001\0\0';

describe('msp (RFC 1312)', () => {
  it.each(['tcp', 'udp'] as const)('shows a message over %s and says that it was taken', async (scheme) => {
    const said: string[] = [];
    const on = await serving(msp, stop.signal, {}, { say: (line) => said.push(lineText(line)) }, scheme);
    expect(await on.ask(MESSAGE)).toBe('+\0');
    expect(said).toEqual([expect.stringMatching(/^message from ann \(127\.0\.0\.1:\d+\): Dinner is \/ ready$/)]);
  });

  it('takes several, and the older version', async () => {
    const said: string[] = [];
    const on = await serving(msp, stop.signal, {}, { say: (line) => said.push(lineText(line)) });
    expect(await on.ask(`${MESSAGE}Aann\0console\0hi\0`)).toBe('+\0+\0');
    expect(said[1]).toMatch(/^message from 127\.0\.0\.1:\d+ to ann at console: hi$/);
    expect(await on.ask('hello\r\n')).toMatch(/^-a message begins/);
    expect(await on.ask(`B${'x'.repeat(600)}`)).toMatch(/^-a message begins/);
  });

  it('shows one that is sent again once', async () => {
    const said: string[] = [];
    const on = await serving(msp, stop.signal, {}, { say: (line) => said.push(lineText(line)) }, 'udp');
    const caller = await on.call();
    const iterator = caller.incoming[Symbol.asyncIterator]();
    for (let i = 0; i < 2; i++) {
      await caller.write(Buffer.from(MESSAGE, 'latin1'));
      expect(Buffer.from((await iterator.next()).value as Uint8Array).toString('latin1')).toBe('+\0');
    }
    expect(said).toHaveLength(1);
    caller.close();
  });
});
