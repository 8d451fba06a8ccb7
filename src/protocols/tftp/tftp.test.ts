import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../../../test/beside-tshark.ts';
import { dissectedSample, inFolder } from '../../../test/conformance/protocol/samples.ts';
import { needs } from '../../../test/needs.ts';
import { fromHex, utf8 } from '../../core/bytes.ts';
import { dissectAs } from '../../wire/dissect.ts';
import { protocols } from '../registry.ts';
import { readTftp, type TftpMessage, writeTftp } from './message.ts';

describe('tftp (RFC 1350, RFC 2347)', () => {
  const options = new Map([['blksize', '1428']]);
  it.each<TftpMessage>([
    { kind: 'read', file: 'pub/a.txt', mode: 'octet', options },
    { kind: 'write', file: 'b', mode: 'netascii', options: new Map() },
    { kind: 'data', block: 65_535, data: Uint8Array.of(1, 2) },
    { kind: 'ack', block: 0 },
    { kind: 'error', code: 1, text: 'File not found' },
    { kind: 'options', options },
  ])('$kind is read as it is written', (message) => {
    expect(readTftp(writeTftp(message))).toEqual(message);
  });

  it('names of options and modes are the same in capital letters; what is none is none', () => {
    expect(readTftp(utf8('\0\x01f\0OCTET\0BlkSize\x008\0'))).toMatchObject({ mode: 'octet', options: new Map([['blksize', '8']]) });
    expect(['\0\x01f', '\0\x01f\0octet', '\0\x09ab', 'ab', ''].map((text) => readTftp(utf8(text)))).toEqual(new Array(5).fill(undefined));
  });
});

it.each([
  ['000800010203', 'Unknown (0x0008)'],
  ['0005000141', 'Error Code, Code: File not found[Malformed Packet]'],
  ['00030001616263', 'Data Packet, Block: 1 (last)'],
])('a row of %s', (bytes, info) => {
  const frame = {
    number: 1,
    mark: 'R',
    seconds: 0,
    nanos: 0,
    linkType: 0,
    bytes: fromHex(bytes)!,
    original: bytes.length / 2,
    comments: [],
  } as const;
  expect(dissectAs(protocols, 'tftp', frame).layers[0]?.info).toBe(info);
});

needs('tshark').describe('beside tshark', () => {
  it('has the same values, but for the request of servers that stay on port 69', () => {
    const own = ['tftp.request_frame', 'tftp.destination_file'];
    expect(differences(oursInFrames('tftp'), theirsInFrames('tftp'), new Set(own))).toEqual([]);
  });

  it('has the same rows', () => {
    const out = execFileSync('tshark', ['-n', '-r', inFolder('tftp', 'tftp.pcapng'), '-T', 'fields', '-e', '_ws.col.Info'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const theirs = out.toString().trimEnd().split('\n');
    expect(dissectedSample('tftp').map((d) => d.layers.at(-1)?.info)).toEqual(theirs);
  });
});
