import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, linkSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeFrom } from '../../../../test/addresses.ts';
import { endpointConformance, listeningPair, readAll, text } from '../../../../test/conformance/endpoint/suite.ts';
import { inPlainHost, inWholeHost } from '../../../../test/host.ts';
import { needs } from '../../../../test/needs.ts';
import { bundleScript } from '../../../../test/script.ts';
import { acceptUnix } from '../../net/unix-socket.ts';
import { unix } from './unix.ts';

endpointConformance(unix, {
  pair: (folder, signal) => listeningPair(unix, join(folder, 's.sock'), signal),
  refused: { text: (folder) => join(folder, 'none.sock'), code: 'ENOENT' },
});

describe('unix:', () => {
  let folder: string;
  let stop: AbortController;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wirecat-unix-'));
    stop = new AbortController();
  });
  afterEach(() => {
    stop.abort();
    rmSync(folder, { recursive: true });
  });
  const listen = (words: string) => unix.accept?.(unix.parse(words), {}, stop.signal);

  it('takes paths of 107 bytes and no more', () => {
    expect(unix.parse(`/${'x'.repeat(106)}`).path).toHaveLength(107);
    expect(() => unix.parse(`/${'x'.repeat(107)}`)).toThrow(/at most 107 bytes/);
    expect(() => unix.parse(`/${'ä'.repeat(54)}`)).toThrow(/has 109/);
    expect(() => unix.parse('')).toThrow(/a path or @name/);
  });

  it('makes the socket for this user only, or with the rights asked for (T-A8)', async () => {
    const path = join(folder, 's');
    await listen(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await listen(`${path}2?mode=660`);
    expect(statSync(`${path}2`).mode & 0o777).toBe(0o660);
    expect(() => unix.parse('x?mode=9')).toThrow(/three octal digits/);
  });

  it('replaces the socket of a process that is gone, and removes its own (T-A8)', async () => {
    const path = join(folder, 's');
    const dead = createServer().listen(path);
    await new Promise((resolve) => dead.once('listening', resolve));
    const inode = statSync(path).ino;
    // A process that dies leaves its file: keep it by linking it away and back around the close.
    linkSync(path, `${path}.kept`);
    await new Promise((resolve) => dead.close(resolve));
    renameSync(`${path}.kept`, path);
    expect(statSync(path).ino).toBe(inode);
    const listener = await listen(path);
    expect(listener?.addresses).toEqual([path]);
    await listener?.close();
    await expect.poll(() => statSync(path, { throwIfNoEntry: false })).toBeUndefined();
  });

  it('leaves no socket behind when the process exits (T-A8)', async () => {
    const path = join(folder, 's');
    const bundle = await bundleScript(
      folder,
      `import { unix } from 'src/io/endpoints/unix/unix.ts';
      await unix.accept(unix.parse(${JSON.stringify(path)}), {}, new AbortController().signal); process.exit(3);`,
    );
    expect(spawnSync(process.execPath, [bundle]).status).toBe(3);
    expect(existsSync(path)).toBe(false);
  });

  it('takes a name of digits for a path', async () => {
    const bundle = await bundleScript(
      folder,
      `import { statSync } from 'node:fs';
      import { unix } from 'src/io/endpoints/unix/unix.ts';
      process.chdir(${JSON.stringify(folder)});
      await unix.accept(unix.parse('7000'), {}, new AbortController().signal); process.exit(statSync('7000').isSocket() ? 3 : 4);`,
    );
    expect(spawnSync(process.execPath, [bundle]).status).toBe(3);
  });

  it('keeps its file where it is told to, with the rights that the umask leaves, and in the way of the next one', async () => {
    const path = join(folder, 'kept.sock');
    const place = { scheme: 'unix', place: path, name: path, path, keepsFile: true };
    const listener = await acceptUnix(place, {}, stop.signal);
    expect(statSync(path).mode & 0o777).toBe(0o777 & ~process.umask());
    const other = new AbortController();
    await expect(acceptUnix(place, {}, other.signal)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await listener.close();
    expect(statSync(path).isSocket()).toBe(true);
    await expect(acceptUnix(place, {}, other.signal)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    rmSync(path);
    await acceptUnix(place, {}, other.signal);
    other.abort();
    expect(statSync(path).isSocket()).toBe(true);
  });

  it('never replaces a file, nor a socket that somebody listens on (T-A8)', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'mine');
    await expect(listen(path)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    await listen(join(folder, 'live'));
    await expect(listen(join(folder, 'live'))).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('tells a file that is no socket, and a folder that is not there, by their names', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'mine');
    await expect(unix.open(unix.parse(path), {}, stop.signal)).rejects.toThrow(/that file is no socket/);
    await expect(listen(path)).rejects.toThrow(/a file that is no socket lies there/);
    await expect(listen(join(folder, 'none', 's'))).rejects.toThrow(/there is no folder .*none/);
  });

  inWholeHost(() => {
    describe.runIf(process.platform === 'linux')('abstract names', () => {
      const name = `@wirecat-test-${process.pid}`;

      it('carry bytes and the end of them', async () => {
        const { ours, theirs } = await listeningPair(unix, name, stop.signal);
        await ours.write(text('hello'));
        await ours.end();
        expect(String(await readAll(theirs))).toBe('hello');
        theirs.close();
      });

      it('are taken once, and free again when their listener has closed', async () => {
        const first = await listen(name);
        await expect(listen(name)).rejects.toMatchObject({ code: 'EADDRINUSE' });
        await first?.close();
        await expect(unix.open(unix.parse(name), {}, stop.signal)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
        await (await listen(name))?.close();
      });

      needs('socat')('are those of everybody else, whoever listens', async () => {
        const listener = await listen(name);
        if (listener === undefined) throw new Error('unix can listen');
        const client = spawn('socat', ['-', `ABSTRACT-CONNECT:${name.slice(1)}`]);
        client.stdin.end('from socat');
        const theirs = await takeFrom(listener);
        expect(String(await readAll(theirs))).toBe('from socat');
        theirs.close();
        await listener.close();
        await once(client, 'close');

        const server = spawn('socat', ['-d', '-d', `ABSTRACT-LISTEN:${name.slice(1)}`, 'EXEC:cat']);
        await said(server, 'listening on');
        const ours = await unix.open(unix.parse(name), {}, stop.signal);
        await ours.write(text('there and back'));
        await ours.end();
        expect(String(await readAll(ours))).toBe('there and back');
        ours.close();
        await once(server, 'close');
      });
    });
  });

  inPlainHost(() => {
    it('refuses abstract names', async () => {
      await expect(listen('@wirecat-plain')).rejects.toThrow('expected more than Node alone for abstract socket names');
    });
  });
});

/** Waits until a program's standard error says this. */
const said = (program: ChildProcessWithoutNullStreams, words: string): Promise<void> =>
  new Promise((resolve) => {
    let all = '';
    program.stderr.on('data', (chunk) => {
      all += chunk;
      if (all.includes(words)) resolve();
    });
  });
