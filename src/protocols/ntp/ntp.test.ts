import { describe, expect, it } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { dissectedSample } from '../../../test/conformance/protocol/samples.ts';
import { faultsOf, valuesOf } from '../../../test/dissected.ts';
import { needs } from '../../../test/needs.ts';
import { fromHex, utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { protocols } from '../registry.ts';
import { NOTHING, NtpMode, ntpMillis, ntpOffset, ntpRequest, ntpTime, readNtp, writeNtp } from './message.ts';

describe('times (RFC 5905 §6)', () => {
  it('are seconds since 1900 and their fraction, in an era of 136 years', () => {
    expect(ntpTime(0)).toBe(0x83aa7e8000000000n);
    expect(ntpTime(Date.UTC(1999, 11, 31))).toBe(3_155_587_200n << 32n);
    expect(ntpTime(Date.UTC(2036, 1, 7, 6, 28, 16, 500))).toBe(0x80000000n);
  });

  it.each([Date.UTC(1972, 0, 1), Date.UTC(2026, 5, 1), Date.UTC(2036, 1, 7, 6, 28, 17), Date.UTC(2100, 0, 1)])(
    '%i comes back',
    (millis) => {
      expect(ntpMillis(ntpTime(millis + 0.25), millis - 1e9)).toBeCloseTo(millis + 0.25, 3);
    },
  );

  it('a reply tells how far the clock is ahead, whatever the way took', () => {
    const reply = { ...NOTHING, receive: ntpTime(1_700_000_005_010), transmit: ntpTime(1_700_000_005_012) };
    const { offset, delay } = ntpOffset(1_700_000_000_000, reply, 1_700_000_000_022);
    expect([offset, delay].map((n) => Math.round(n * 1000) / 1000)).toEqual([5000, 20]);
  });
});

describe('messages', () => {
  it('are written as they are read', () => {
    const message = {
      leap: 1,
      version: 4,
      mode: NtpMode.server,
      stratum: 2,
      poll: -3,
      precision: -23,
      rootDelay: 0.25,
      rootDispersion: 1.5,
      reference: utf8('LOCL'),
      referenceTime: 1n,
      origin: 2n,
      receive: 3n,
      transmit: 0xffff_ffff_ffff_ffffn,
    };
    expect(readNtp(writeNtp(message))).toEqual(message);
    expect(readNtp(new Uint8Array(47))).toBeUndefined();
    expect(writeNtp({ ...message, rootDelay: 1e9, rootDispersion: -1 }).subarray(4, 12)).toEqual(fromHex('ffffffff00000000'));
  });

  it('a request tells the server nothing', () => {
    expect(ntpRequest(0x0102030405060708n)).toEqual(fromHex(`23${'00'.repeat(39)}0102030405060708`));
  });
});

describe('the sample', () => {
  const all = dissectedSample('ntp');

  it('has rows', () => {
    const infos = [...new Set(all.map((d) => d.layers.at(-1)?.info))];
    expect(infos).toEqual([
      'NTP Version 4, client',
      'NTP Version 4, server',
      'NTP Version 4, symmetric active',
      'NTP Version 4, symmetric passive',
      'NTP Version 3, broadcast',
      'NTP Version 2, control',
      'NTP Version 2, private, Request, MON_GETLIST_1',
      'NTP Version 2, private, Response, MON_GETLIST_1',
      'reserved, reserved',
      'NTP Version 4, client[Malformed Packet]',
      'NTP Version 1, client',
      'reserved, client',
    ]);
  });

  it('pairs what a client asked with what the server said, which Wireshark does not', () => {
    expect(all.slice(0, 6).map((d) => valuesOf(d)['ntp.request_in'])).toEqual([undefined, ['1'], undefined, ['3'], undefined, ['5']]);
    expect(valuesOf(all[1]!)['ntp.delta_time']).toEqual(['0.000386000']);
  });

  needs('tshark')('has the values that tshark has', () => {
    const ours = ['ntp.request_in', 'ntp.delta_time'];
    expect(differences(oursInFrames('ntp'), theirsInFrames('ntp'), new Set(ours))).toEqual([]);
  });
});

describe('rows, as Wireshark has them', () => {
  const read = (...all: readonly number[]) => {
    const bytes = Uint8Array.from(all);
    const frame = { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: bytes.length, comments: [] } as const;
    const d = dissectAs(protocols, 'ntp', frame);
    return [d.layers[0]?.info?.replace('NTP Version 2, ', ''), d.faults.length];
  };

  it('name a private request, or none', () => {
    expect([45, 255].map((code) => read(0x17, 0, 3, code, 0, 0, 0, 0)[0])).toEqual([
      'private, Request, IF_RELOAD',
      'private, Request, Unknown',
    ]);
  });

  it('mark a list of those who were heard that is not all there', () => {
    const list = (items: number, size: number, bytes: number, ipv6 = 0) => {
      const data = new Uint8Array(bytes);
      if (bytes >= 36) data[35] = ipv6;
      return read(0x97, 0, 3, 42, 0, items, 0, size, ...data)[0];
    };
    const whole = 'private, Response, MON_GETLIST_1';
    expect([list(0, 0, 0), list(1, 40, 40), list(2, 40, 80), list(1, 72, 72, 1)]).toEqual([whole, whole, whole, whole]);
    expect(
      new Set([list(1, 40, 39), list(2, 40, 79), list(1, 72, 71, 1), list(1, 72, 72, 1), list(1, 36, 36)].filter((row) => row !== whole)),
    ).toEqual(new Set([`${whole}[Malformed Packet]`]));
    expect(read(0x17, 0, 3, 42, 0, 1, 0, 72)[0]).toBe('private, Request, MON_GETLIST_1[Malformed Packet]');
    expect(read(0x17, 0, 3, 42, 0, 0, 0, 72, 0)[0]).toBe('private, Request, MON_GETLIST_1');
  });

  it('mark a control message whose data is not all there, or no list of associations', () => {
    const control = (operation: number, count: number, ...data: readonly number[]) =>
      read(0x16, 0x80 | operation, 0, 1, 0, 0, 0, 0, 0, 0, 0, count, ...data);
    expect([control(2, 1, 97), control(2, 2, 97), control(6, 2, 97), control(31, 2), control(8, 1)]).toEqual([
      ['control', 0],
      ['control[Malformed Packet]', 1],
      ['control', 0],
      ['control', 0],
      ['control[Malformed Packet]', 1],
    ]);
    expect([control(1, 4, 0, 1, 0, 0), control(1, 5, 0, 1, 0, 0, 0, 1, 0, 0)]).toEqual([
      ['control', 0],
      ['control[Malformed Packet]', 1],
    ]);
  });
});

it('an extension field whose length cannot be is told of', () => {
  const bytes = new Uint8Array(48 + 30);
  bytes.set([0x23]);
  bytes.set([1, 4, 0, 30], 48);
  const d = dissectAs(protocols, 'ntp', { number: 1, mark: 'R', seconds: 0, nanos: 0, linkType: 0, bytes, original: 78, comments: [] });
  expect([valuesOf(d)['ntp.ext.length'], faultsOf(d)]).toEqual([
    ['30'],
    ['the length of an extension field is not a multiple of 4 (RFC 7822 §7.5)'],
  ]);
});
