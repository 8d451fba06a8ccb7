/** file: what is made, what is kept, what is refused, and following one that grows. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpointConformance, pattern, readAll, text } from '../../../../test/conformance/endpoint/suite.ts';
import type { OpenChannel } from '../../base/channel.ts';
import type { OpenOptions } from '../../base/endpoint.ts';
import { link } from '../../link/link.ts';
import { memoryPair } from '../memory/memory.ts';
import { file } from './file.ts';

const never = new AbortController().signal;
let folder: string;
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-file-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const name = (): string => join(folder, `f${++made}`);
const open = (words: string, options: OpenOptions = {}): Promise<OpenChannel> => file.open(file.parse(words), options, never);
const put = async (words: string, content: string, options: OpenOptions = {}): Promise<void> => {
  const channel = await open(words, options);
  await channel.write(text(content));
  await channel.end();
  await channel.ledger.closing;
};

endpointConformance(file, {
  pair: async (place, signal) => ({
    ours: await file.open({ path: join(place, 'x'), how: 'write' }, {}, signal),
    theirs: await file.open({ path: join(place, 'x'), how: 'follow' }, {}, signal),
  }),
  refused: { text: (place) => join(place, 'missing'), code: 'ENOENT' },
  cannot: ['half-close', 'abort-is-seen', 'write-both-ways'],
});

describe('file: its words', () => {
  it.each(['/tmp/x', 'x?append', '/tmp/x?follow&tail', '/tmp/x?mode=644&write', 'a b?read'])('%s is printed as it was read', (words) => {
    expect(file.print(file.parse(words))).toBe(`file:${words}`);
  });

  it.each([
    ['', 'expected the path of a file'],
    ['x?read&append', 'expected one of read, write, append, follow, got "append and read"'],
    ['x?tail', 'expected follow beside tail'],
    ['x?mode=rw', 'expected mode as three octal digits'],
  ])('%j is refused with what to write instead', (words, message) => {
    expect(() => file.parse(words)).toThrow(message);
  });
});

describe('file: writing', () => {
  it('makes a file for this user only, and writes in place of what was there', async () => {
    const path = name();
    await put(`${path}?write`, 'a longer first text');
    await put(`${path}?write`, 'second');
    expect(readFileSync(path, 'utf8')).toBe('second');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await put(`${path}?append`, ' and third');
    expect(readFileSync(path, 'utf8')).toBe('second and third');
    const open = name();
    await put(`${open}?write&mode=644`, '');
    expect(statSync(open).mode & 0o777 & ~process.umask()).toBe(0o644 & ~process.umask());
  });

  it('never through a symbolic link', async () => {
    const precious = name();
    writeFileSync(precious, 'precious');
    const way = name();
    symlinkSync(precious, way);
    for (const how of ['write', 'append']) await expect(open(`${way}?${how}`)).rejects.toThrow('it is a symbolic link');
    expect(readFileSync(precious, 'utf8')).toBe('precious');
    expect(String(await readAll(await open(`${way}?read`)))).toBe('precious');
  });

  it('refuses folders and FIFOs without waiting for anything', async () => {
    const pipe = name();
    execFileSync('mkfifo', [pipe]);
    await expect(open(folder)).rejects.toThrow('got a folder');
    await expect(open(pipe)).rejects.toThrow(`got a FIFO; fifo:${pipe} opens it`);
    await expect(open(`${pipe}?write`)).rejects.toThrow(/FIFO/);
    await expect(open('/nonexistent/x?write')).rejects.toThrow('there is no such file or folder');
  });

  it('stands on either side of a link', async () => {
    const [from, to] = [name(), name()];
    const data = pattern(3 << 20);
    writeFileSync(from, data);
    const [source, target] = [await open(from, { side: 'first' }), await open(to, { side: 'second' })];
    const report = await link(source, target, {}, never).done;
    expect(report.a).toMatchObject({ sent: 0, received: data.length });
    expect(report.b).toMatchObject({ sent: data.length, received: 0 });
    expect(report.a.error ?? report.b.error).toBeUndefined();
    expect(readFileSync(to).equals(data)).toBe(true);
  });

  it('takes what a peer sends although it never answers', async () => {
    const path = name();
    const [near, far] = memoryPair();
    const joined = link(far, await open(`${path}?write`), {}, never);
    await near.write(text('dear diary'));
    await near.end();
    expect(String(await readAll(near))).toBe('');
    await joined.done;
    expect(readFileSync(path, 'utf8')).toBe('dear diary');
  });
});

describe('file: following', () => {
  const collect = (channel: OpenChannel): { got: string } => {
    const seen = { got: '' };
    const read = async (): Promise<void> => {
      for await (const chunk of channel.incoming) seen.got += Buffer.from(chunk);
    };
    read().catch(() => {});
    return seen;
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let i = 0; i < 200 && !isSo(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(isSo()).toBe(true);
  };

  it('goes on with what is appended, and begins again when it was cut short', async () => {
    const path = name();
    writeFileSync(path, 'one\n');
    const said: string[] = [];
    const channel = await open(`${path}?follow`, { onMessage: (line) => said.push(line) });
    const seen = collect(channel);
    await until(() => seen.got === 'one\n');
    appendFileSync(path, 'two\n');
    await until(() => seen.got === 'one\ntwo\n');
    truncateSync(path, 0);
    await until(() => said.length > 0);
    appendFileSync(path, 'new\n');
    await until(() => seen.got === 'one\ntwo\nnew\n');
    expect(said[0]).toContain('was cut short');
    channel.abort(new Error('enough'));
  });

  it('with tail begins at the end', async () => {
    const path = name();
    writeFileSync(path, 'old\n');
    const channel = await open(`${path}?follow&tail`);
    const seen = collect(channel);
    appendFileSync(path, 'new\n');
    await until(() => seen.got === 'new\n');
    channel.abort(new Error('enough'));
  });
});
