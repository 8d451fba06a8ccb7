/** What a capture holds never steers the terminal, in no view, and no file makes a view fail. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeCapture } from '../../src/io/capture/write/write-file.ts';
import { ACK, echoTalk, PUSH, pcapOf, SYN, segmentBytes } from '../captures.ts';
import { scratch, start, wirecat } from '../e2e/program.ts';

const folder = scratch();

const NASTY = [
  ...[
    '\u001b]0;title\u0007',
    '\u001b[2J\u001b[H',
    '\u001b]52;c;aGk=\u0007',
    '\u009b31m',
    '\u0007\u0008\u007f',
    '\u202eevil\u2066',
    '\u200b\u2028\u2029\ufeff',
  ],
  ...['\ud800', '\u001bP+q\u001b\\', '\r\nfake row', '\u001b[6n', '\u0090\u009d'],
];

const VIEWS = [
  ...[
    [],
    ['--verify'],
    ['--frame', '2'],
    ['--frame', '2', '--json'],
    ['--ladder'],
    ['--ladder', '--json'],
    ['--json'],
    ['-Y', 'tcp.len > 0'],
  ],
  ...[
    ['--follow', 'tcp,0'],
    ['--follow', 'tcp,0', '--hex'],
    ['--follow', 'tcp,0', '--json'],
  ],
];

/** Everything but text, newlines, tabs and our own colours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const STEERING = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\u001b(?!\[\d+m)/;

describe('a capture full of control sequences', () => {
  const texts = NASTY.map((text, i) => ({ at: 10 + i, bytes: segmentBytes(true, PUSH, 1 + i * 100, 1, text) }));
  const bytes = pcapOf([
    { at: 9, bytes: segmentBytes(true, SYN, 0, 0) },
    ...texts,
    { at: 99, bytes: Uint8Array.from(Buffer.from(NASTY.join(''))) },
  ]);
  const path = join(folder, 'nasty.pcap');
  writeFileSync(path, bytes);

  it.each(VIEWS)('steers nothing in view %j %j %j', (...words) => {
    const { code, out, err } = wirecat(['read', path, ...words.filter((w) => w !== undefined)], '', { FORCE_COLOR: '1' });
    expect(code === 0 || words.includes('--verify')).toBe(true);
    expect(STEERING.exec(out)).toBeNull();
    expect(STEERING.exec(err)).toBeNull();
  });

  it('steers nothing by its name, its comments or what is asked of it', async () => {
    mkdirSync(join(folder, 'a\u001b[2Jb'));
    const named = join(folder, 'a\u001b[2Jb', 'x\u202e.pcapng');
    const writer = await writeCapture(named, { application: 'app\u001b[2J' }, new AbortController().signal);
    const source = writer.source({ linkType: 1, mark: 'R', name: 'eth\u001b[31m', comment: NASTY.join('\n') });
    const frame = segmentBytes(true, ACK, 1, 1);
    writer.reserve(source, 1, 0, 0, frame, 'in');
    await writer.close();
    for (const words of [
      ['read', named],
      ['read', named, '--frame', '1'],
      ['read', `${named}\u001b[2J`],
      ['read', named, '-Y', '\u001b[2J'],
      ['read', named, '-e', '\u009b', '--json'],
    ]) {
      const { out, err } = wirecat(words);
      expect(STEERING.exec(out)).toBeNull();
      expect(STEERING.exec(err)).toBeNull();
    }
  });
});

describe('damaged captures', () => {
  const good = pcapOf(echoTalk(['one', 'two']));
  let seed = 5;
  const next = (n: number): number => {
    seed = (seed * 48271) % 0x7fffffff;
    return seed % n;
  };
  it.each(Array.from({ length: 5 }, (_, i) => i))(
    'give what they have and one line about the rest (%i)',
    (round) => {
      const bytes = Buffer.from(good.subarray(0, round % 3 === 0 ? next(good.length) : undefined));
      for (let k = 0; k < 8 && bytes.length > 24; k++) bytes[24 + next(bytes.length - 24)] = next(256);
      const path = join(folder, `damaged-${round}.pcap`);
      writeFileSync(path, bytes);
      for (const view of [[], ['--verify'], ['--ladder'], ['--follow', 'tcp,0'], ['--json']]) {
        const { code, err } = wirecat(['read', path, ...view]);
        expect([view, code === 0 || code === 1 || code === 2]).toEqual([view, true]);
        expect(err).not.toMatch(/a mistake in wirecat itself/);
      }
    },
    60_000,
  );
});

it('an interrupt ends a long reading at once', async () => {
  const path = join(folder, 'long.pcap');
  writeFileSync(path, pcapOf(Array.from({ length: 8_000 }, (_, i) => echoTalk(['x'], undefined, i)).flat()));
  const reading = start(['read', path, '--json']);
  await reading.shows('frame.number');
  reading.child.kill('SIGINT');
  expect(await reading.exit).toBe(130);
});
