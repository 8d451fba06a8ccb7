import { describe, expect, it } from 'vitest';
import { allSamples } from '../../test/conformance/protocol/samples.ts';
import { frameFrom, LECTURE_BYTES } from '../../test/lecture-frame.ts';
import { fromHex, utf8 } from '../core/bytes.ts';
import { eth, ip, ipv6, udp } from '../protocols/index.ts';
import { protocols } from '../protocols/registry.ts';
import { buildStack } from '../wire/build.ts';
import { dissect } from '../wire/dissect.ts';
import { guessLink, linkNames, spokenIn } from './guess-link.ts';

const layers = (bytes: Uint8Array): string[] =>
  dissect(protocols, frameFrom(bytes, { linkType: guessLink(bytes) })).layers.map((l) => l.layer.name);

const up = [udp, { srcport: 1, dstport: 2 }] as const;
const six = { src: new Uint8Array(16).fill(1), dst: new Uint8Array(16).fill(2) };

describe('guess', () => {
  it('tells Ethernet from IP of either version', () => {
    expect(layers(LECTURE_BYTES)).toEqual(['eth', 'ip', 'tcp']);
    expect(layers(LECTURE_BYTES.subarray(14))).toEqual(['raw', 'ip', 'tcp']);
    expect(layers(buildStack([[ipv6, six], up]))).toEqual(['raw', 'ipv6', 'udp']);
    expect(
      layers(buildStack([[eth, { src: new Uint8Array(6).fill(0x45), dst: new Uint8Array(6).fill(0x45) }], [ip, { src: 1, dst: 2 }], up])),
    ).toEqual(['eth', 'ip', 'udp']);
  });

  it('tells what a program sent from frames', () => {
    const named = ['GET / HTTP/1.1\r\nHost: lab.example\r\n\r\n', 'HTTP/1.1 200 OK\r\n\r\n', '220 lab ESMTP\r\n', 'hello'].map((text) =>
      spokenIn(utf8(text)),
    );
    expect(named.map((layer) => layer?.name)).toEqual(['http', 'http', 'smtp', undefined]);
    expect(allSamples.filter(({ bytes }) => spokenIn(bytes) !== undefined)).toEqual([]);
  });

  it('says something for any bytes', () => {
    for (const text of ['00', '45', '4500', '60'.repeat(60), 'ff'.repeat(14), '45'.repeat(20)])
      expect(guessLink(fromHex(text)!)).toBeGreaterThan(0);
  });

  it('knows what a frame may start with', () => {
    expect([linkNames().get('eth'), linkNames().get('raw'), linkNames().get('ip')]).toEqual([1, 101, 228]);
  });
});
