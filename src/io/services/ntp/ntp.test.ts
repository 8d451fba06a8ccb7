import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bench, serviceConformance } from '../../../../test/conformance/service/suite.ts';
import { fromUtf8 } from '../../../core/bytes.ts';
import { NOTHING, NtpMode, ntpMillis, ntpRequest, readNtp, writeNtp } from '../../../protocols/ntp/message.ts';
import { udp } from '../../endpoints/udp/udp.ts';
import { Allowances } from './allowances.ts';
import { answerTo, ntp } from './ntp.ts';

serviceConformance(ntp);

const NOW = 1_700_000_000_000;
const asked = (changes: object): Uint8Array => writeNtp({ ...NOTHING, mode: NtpMode.client, transmit: 77n, ...changes });
const answered = (bytes: Uint8Array, allowed: 'yes' | 'warn' = 'yes') => {
  const reply = answerTo(bytes, allowed, () => NOW);
  return reply && readNtp(reply);
};

describe('ntp (RFC 5905)', () => {
  let stop: AbortController;
  beforeEach(() => {
    stop = new AbortController();
  });
  afterEach(() => stop.abort());

  it('answers over UDP', async () => {
    const caller = await (await bench(ntp, udp, '127.0.0.1:0', stop.signal)).call();
    await caller.write(ntpRequest(0x0102030405060708n));
    const { value } = await caller.incoming[Symbol.asyncIterator]().next();
    const reply = readNtp(value);
    expect(reply).toMatchObject({ mode: NtpMode.server, version: 4, leap: 0, origin: 0x0102030405060708n });
    expect(Math.abs(ntpMillis(reply?.transmit ?? 0n, Date.now()) - Date.now())).toBeLessThan(60_000);
  });

  it('speaks the version and the rate of who asks', () => {
    expect([1, 2, 3, 4].map((version) => answered(asked({ version, poll: 10 }))?.version)).toEqual([1, 2, 3, 4]);
    expect(answered(asked({ poll: 10 }))).toMatchObject({ poll: 10, stratum: 10, origin: 77n });
  });

  it('answers nobody but clients: no lists, no other servers, nothing short', () => {
    expect([1, 2, 4, 5, 6, 7].map((mode) => answered(asked({ mode })))).toEqual(new Array(6).fill(undefined));
    expect([0, 5, 7].map((version) => answered(asked({ version })))).toEqual(new Array(3).fill(undefined));
    expect(answered(asked({}).subarray(0, 47))).toBeUndefined();
  });

  it('tells who asks too often, once a second, and answers again later', () => {
    const kiss = answered(asked({}), 'warn');
    expect([kiss?.stratum, kiss?.leap, fromUtf8(kiss?.reference ?? new Uint8Array(0))]).toEqual([0, 3, 'RATE']);
    const all = new Allowances();
    const takes = (n: number, at: number): readonly string[] => Array.from({ length: n }, () => all.take('192.0.2.1', at));
    expect(takes(22, NOW)).toEqual([...new Array(20).fill('yes'), 'warn', 'no']);
    expect([takes(1, NOW + 100)[0], all.take('192.0.2.2', NOW + 100)]).toEqual(['no', 'yes']);
    expect(takes(6, NOW + 1100)).toEqual([...new Array(5).fill('yes'), 'warn']);
  });
});
