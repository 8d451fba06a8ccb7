/** Safety list 15: what another user has planted in a folder like /tmp is neither followed nor written to, and nobody waits for it. */
import { execFileSync } from 'node:child_process';
import { chmodSync, lchownSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch, start, startOther, WIRECAT } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { serveWith } from './side.ts';

const folder = scratch();
const STRANGER = 12_345;

/** A folder as /tmp is, with what `plant` lays there; gives its path. */
const planted = (plant: (path: string) => void): string => {
  const sticky = join(folder, `tmp${made++}`);
  mkdirSync(sticky);
  chmodSync(sticky, 0o1777);
  const path = join(sticky, 'trap');
  plant(path);
  lchownSync(path, STRANGER, STRANGER);
  return path;
};
let made = 0;

const WRITERS: readonly (readonly [name: string, words: readonly string[], code: number, says: RegExp])[] = [
  ['connect -w', ['connect', '127.0.0.1:PORT', '-w', 'FILE'], 2, /of another user/],
  ['nc --pcap', ['nc', '-N', '--pcap', 'FILE', '127.0.0.1', 'PORT'], 2, /of another user/],
  ['ncat --pcap', ['ncat', '--pcap', 'FILE', '127.0.0.1', 'PORT'], 2, /of another user/],
  ['nc -o', ['nc', '-N', '-o', 'FILE', '127.0.0.1', 'PORT'], 1, /^nc: \S*trap: Permission denied\n$/],
  ['ncat -o', ['ncat', '-o', 'FILE', '127.0.0.1', 'PORT'], 2, /^open: Permission denied\n$/],
  ['ncat -x', ['ncat', '-x', 'FILE', '127.0.0.1', 'PORT'], 2, /^open: Permission denied\n$/],
  ['ncat -x --append-output', ['ncat', '--append-output', '-x', 'FILE', '127.0.0.1', 'PORT'], 2, /^open: Permission denied\n$/],
];

const run = async (words: readonly string[], file: string): Promise<{ readonly code: number | null; readonly err: string }> => {
  const port = await serveWith((socket) => socket.end('secret'));
  const running = start(words.map((word) => word.replace('PORT', String(port)).replace('FILE', file)));
  running.type('mine');
  await running.end();
  return { code: await running.exit, err: running.err };
};

needs('root').describe('planted by another user where everybody may write', () => {
  it.each(WRITERS)('%s: a FIFO is refused, and nobody waits for its reader', async (_, words, code, says) => {
    const trap = planted((path) => void execFileSync('mkfifo', [path]));
    expect(await run(words, trap)).toEqual({ code, err: expect.stringMatching(says) });
  });

  it.each(WRITERS)('%s: a link is not followed', async (_, words, code, says) => {
    const victim = join(folder, `victim${made}`);
    writeFileSync(victim, 'precious');
    const trap = planted((path) => symlinkSync(victim, path));
    expect(await run(words, trap)).toMatchObject({ code, err: expect.stringMatching(says) });
    expect(readFileSync(victim, 'utf8')).toBe('precious');
  });

  it.each(WRITERS)('%s: a file is not written', async (_, words, code, says) => {
    const trap = planted((path) => writeFileSync(path, 'theirs', { mode: 0o666 }));
    expect(await run(words, trap)).toMatchObject({ code, err: expect.stringMatching(says) });
    expect(readFileSync(trap, 'utf8')).toBe('theirs');
  });
});

describe('what is ours', () => {
  it.each([
    ['nc -o', ['nc', '-N', '-o', 'FILE', '127.0.0.1', 'PORT'], 0o600],
    ['ncat -o', ['ncat', '-o', 'FILE', '127.0.0.1', 'PORT'], 0o664 & ~process.umask()],
    ['connect -w', ['connect', '127.0.0.1:PORT', '-w', 'FILE'], 0o600],
  ])('%s: a link of our own is followed, and a new file is closed to others as far as the original has it', async (_, words, mode) => {
    const target = join(folder, `target${made}`);
    const link = join(folder, `link${made++}`);
    writeFileSync(target, '', { mode: 0o600 });
    symlinkSync(target, link);
    expect((await run(words, link)).code).toBe(0);
    expect(statSync(target).size).toBeGreaterThan(0);
    const fresh = join(folder, `fresh${made++}`);
    expect((await run(words, fresh)).code).toBe(0);
    expect(statSync(fresh).mode & 0o777).toBe(mode);
  });
});

describe('a log that has no path', () => {
  it.each([
    ['nc', 'nc -N -o /dev/stdout'],
    ['ncat', 'ncat -o /dev/stdout'],
  ])('%s: standard output that is a pipe', async (_, words) => {
    const port = await serveWith((socket) => socket.end('secret'));
    const piped = startOther('sh', ['-c', `'${process.execPath}' '${WIRECAT}' ${words} 127.0.0.1 ${port} </dev/null | cat`]);
    await piped.exit;
    expect([piped.out.includes('secret'), piped.err]).toEqual([true, '']);
  });
});

describe('a full disk', () => {
  it.each([
    ['nc -N -o', ['nc', '-N', '-o', '/dev/full', '127.0.0.1', 'PORT'], 1, 'ofd write err : No space left on device\n'],
    ['ncat -o', ['ncat', '-o', '/dev/full', '127.0.0.1', 'PORT'], 2, 'write: No space left on device\n'],
    ['ncat -x', ['ncat', '-x', '/dev/full', '127.0.0.1', 'PORT'], 2, 'write: No space left on device\n'],
  ])('%s /dev/full: is told, and ends it', async (_, words, code, err) => {
    expect(await run(words, '')).toMatchObject({ code, err });
  });
});
