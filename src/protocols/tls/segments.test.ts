/** A reply over several records, opened with its secrets: rows, fields and what is followed. */
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { valuesOf } from '../../../test/dissected.ts';
import { needs } from '../../../test/needs.ts';
import { Follower } from '../../analysis/follow.ts';
import { concat, fromUtf8 } from '../../core/bytes.ts';
import { readCaptureFile } from '../../io/capture/read/read-file.ts';
import { FrameLoop } from '../../run/frames.ts';
import { rowOf } from '../../view/rows.ts';
import type { Dissection } from '../../wire/dissection.ts';

const FILE = new URL('segments.pcapng', import.meta.url).pathname;

/** The frames up to `last`, dissected. */
const dissected = (last: number): readonly Dissection[] => {
  const loop = new FrameLoop();
  const capture = readCaptureFile(FILE);
  const all: Dissection[] = [];
  for (const batch of capture.batches) {
    loop.learn(capture.decoder);
    for (let i = 0; i < batch.count && all.length < last; i++) all.push(loop.next(batch, i)!.d);
  }
  return all;
};

const hostsOf = (d: Dissection): readonly [from: string, to: string] => {
  const v = valuesOf(d);
  return [`${v['tcp.srcport']}`, `${v['tcp.dstport']}`];
};

const followed = (last: number): string => {
  const follower = new Follower({ protocol: 'tls', number: 0 });
  const said = dissected(last).flatMap((d) => follower.push(d, hostsOf(d)));
  return fromUtf8(concat([...said, ...follower.end()].filter(({ side }) => side === 1).map(({ bytes }) => bytes)));
};

it('rows of records with a part of a message say so', () => {
  const rows = dissected(14).slice(10);
  expect(rows.map((d) => rowOf(d, d.frame)).map(({ protocol, info }) => `${protocol} ${info.trim()}`)).toEqual([
    'HTTP GET /part.txt HTTP/1.1',
    'TLSv1.3 [TLS segment of a reassembled PDU]',
    'TLSv1.3 [TLS segment of a reassembled PDU]',
    'HTTP HTTP/1.1 200 OK  (text/plain)',
  ]);
});

it('a message over several records is followed once, and what there is of it where it never becomes whole', () => {
  const [head, body] = followed(14).split('\r\n\r\n');
  expect([head?.split('\r\n')[0], body?.length]).toEqual(['HTTP/1.1 200 OK', 2440]);
  expect(followed(14).startsWith(followed(13))).toBe(true);
  expect(followed(13).length).toBeGreaterThan(1000);
});

needs('tshark')('parts have the values that tshark has', () => {
  const names = ['segment.data', 'segment', 'segment.count', 'reassembled.length', 'reassembled.data'].map((key) => `tls.${key}`);
  const words = ['-n', '-r', FILE, '-T', 'json', ...names.flatMap((name) => ['-e', name])];
  const theirs = JSON.parse(execFileSync('tshark', words, { stdio: ['ignore', 'pipe', 'ignore'] }).toString()) as readonly {
    readonly _source: { readonly layers?: Record<string, string[]> };
  }[];
  const all = dissected(theirs.length).map(valuesOf);
  for (const name of names) {
    const plain = theirs.map(({ _source: { layers } }) => layers?.[name]?.map((value) => value.replaceAll(':', '')));
    expect([name, all.map((v) => v[name])]).toEqual([name, plain]);
  }
});
