import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { time } from './time.ts';

serviceConformance(time);

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

describe('time (RFC 868)', () => {
  it.each(['tcp', 'udp'] as const)('says the seconds since 1900 over %s', async (scheme) => {
    const said = Buffer.from(await (await serving(time, stop.signal, {}, {}, scheme)).ask(''), 'latin1');
    expect(said).toHaveLength(4);
    const [now, told] = [Date.now() / 1000, said.readUInt32BE(0) - 2_208_988_800];
    expect(Math.abs(now - told)).toBeLessThan(60);
  });
});
