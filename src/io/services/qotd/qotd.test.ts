import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serving } from '../../../../test/conformance/service/ask.ts';
import { serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { qotd } from './qotd.ts';
import { QUOTES } from './quotes.ts';

serviceConformance(qotd);

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

describe('qotd (RFC 865)', () => {
  it.each(['tcp', 'udp'] as const)('says a quote over %s', async (scheme) => {
    expect(await (await serving(qotd, stop.signal, {}, {}, scheme)).ask('')).toMatch(/-- RFC \d+.*\r\n$/);
  });

  it('has at most 512 characters for each', () => {
    for (const quote of QUOTES) expect(quote.length).toBeLessThan(510);
  });

  it('takes them from a file, the next one each day', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'qotd-')), 'quotes');
    writeFileSync(file, 'one\nline\n%\ntwo\n%\n');
    expect(await (await serving(qotd, stop.signal, { quotes: file })).ask('')).toMatch(/^(one\r\nline|two)\r\n$/);
    writeFileSync(file, '%\n');
    await expect(serving(qotd, stop.signal, { quotes: file })).rejects.toThrow('has no quotes');
    await expect(serving(qotd, stop.signal, { quotes: `${file}.not` })).rejects.toThrow('no such file');
  });
});
