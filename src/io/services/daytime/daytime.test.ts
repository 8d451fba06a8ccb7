import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { daytime } from './daytime.ts';

serviceConformance(daytime);

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

describe('daytime (RFC 867)', () => {
  it.each(['tcp', 'udp'] as const)('says the date and the time over %s, as C writes it or as one likes', async (scheme) => {
    expect(await (await serving(daytime, stop.signal, {}, {}, scheme)).ask('')).toMatch(
      /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}\r\n$/,
    );
    expect(await (await serving(daytime, stop.signal, { format: '%Y!' }, {}, scheme)).ask('')).toMatch(/^\d{4}!\r\n$/);
  });
});
