import { describe, expect, it } from 'vitest';
import { utf8 } from '../../core/bytes.ts';
import { NOTHING, NtpMode, ntpTime, writeNtp } from '../../protocols/ntp/message.ts';
import { overUdp, parseTime, timeSources } from './time-sources.ts';

const source = (name: string) => timeSources.find((one) => one.name === name)!;
const AT = Date.UTC(2026, 10, 29, 7, 0, 0);

describe('texts of times', () => {
  it.each([
    ['61373 26-11-29 07:00:00 00 0 0 123.4 UTC(NIST) *', AT],
    ['2026-11-29T07:00:00Z', AT],
    ['Tuesday, February 22, 1982 17:37:43-PST', Date.UTC(1982, 1, 23, 1, 37, 43)],
    ['Sun Nov  6 08:49:37 1994', new Date(1994, 10, 6, 8, 49, 37).getTime()],
    ['send reqtime, and you get the time', undefined],
    ['', undefined],
  ])('%s', (text, at) => expect(parseTime(text)).toBe(at));
});

describe('answers', () => {
  it('of the time protocol are four bytes, seconds since 1900', () => {
    const bytes = Uint8Array.of(0, 0, 0, 0);
    new DataView(bytes.buffer).setUint32(0, AT / 1000 + 2_208_988_800);
    expect(source('time').read(bytes, AT + 5000)).toEqual({ at: AT, step: 1000, held: 0 });
    expect(source('time').read(bytes.subarray(1), AT)).toBeUndefined();
  });

  it('of NTP say how long the server held the question', () => {
    const reply = { ...NOTHING, mode: NtpMode.server, stratum: 2, receive: ntpTime(AT), transmit: ntpTime(AT + 250) };
    const told = source('ntp').read(writeNtp(reply), AT);
    expect(told?.at).toBeCloseTo(AT + 250, 1);
    expect(told?.held).toBeCloseTo(250, 1);
    expect(source('ntp').read(writeNtp({ ...reply, stratum: 0 }), AT)).toBeUndefined();
    expect(source('ntp').read(utf8('what'), AT)).toBeUndefined();
  });

  it('are whole when they are, over UDP with each datagram', () => {
    expect(source('reqtime').isWhole(utf8('Sun Nov  6'))).toBe(false);
    expect(source('reqtime').isWhole(utf8('Sun Nov  6\n'))).toBe(true);
    expect(overUdp(source('daytime')).isWhole(utf8(''))).toBe(true);
    expect(overUdp(source('reqtime')).question(AT)).toEqual(utf8('reqtime'.padEnd(64)));
  });
});
