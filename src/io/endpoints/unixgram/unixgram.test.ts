/** unixgram: datagrams that keep their boundaries and are not lost, between named senders. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpointConformance, pattern, text } from '../../../../test/conformance/endpoint/suite.ts';
import { inPlainHost, inWholeHost } from '../../../../test/host.ts';
import { needs } from '../../../../test/needs.ts';
import type { OpenChannel } from '../../base/channel.ts';
import type { AcceptOptions, Listener } from '../../base/endpoint.ts';
import { unixgram } from './unixgram.ts';

const never = new AbortController().signal;
let folder: string;
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-unixgram-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const name = (): string => join(folder, `d${++made}`);
const open = (words: string): Promise<OpenChannel> => unixgram.open(unixgram.parse(words), {}, never);
const listen = (words: string, options: AcceptOptions = {}): Promise<Listener> => unixgram.accept!(unixgram.parse(words), options, never);
const takeFrom = async (listener: Listener): Promise<OpenChannel> => (await listener[Symbol.asyncIterator]().next()).value;
const next = async (channel: OpenChannel): Promise<string> => {
  for await (const chunk of channel.incoming) return String(Buffer.from(chunk));
  throw new Error('the channel has ended');
};
const isThere = (): boolean => {
  try {
    createRequire(import.meta.url)('koffi');
    return process.platform === 'linux';
  } catch {
    return false;
  }
};

describe('unixgram: its words', () => {
  it.each(['/tmp/x', '@name', '/tmp/x?idle=0&wait=0.5'])('%s is printed as it was read', (words) => {
    expect(unixgram.print(unixgram.parse(words))).toBe(`unixgram:${words}`);
  });

  it.each(['', '@', 'a\0b', `/${'x'.repeat(107)}`])('refuses %j', (words) => {
    expect(() => unixgram.parse(words)).toThrow(/expected a path/);
  });
});

/** With koffi, on Linux. */
inWholeHost(() => {
  describe.runIf(isThere())('unixgram: with its package', () => {
    endpointConformance(unixgram, {
      pair: async (place, signal) => {
        const listener = await unixgram.accept!({ path: join(place, 'd') }, {}, signal);
        const ours = await unixgram.open({ path: join(place, 'd') }, {}, signal);
        await ours.write(new Uint8Array(0));
        const theirs = await takeFrom(listener);
        await next(theirs);
        await listener.close();
        return { ours, theirs };
      },
      refused: { text: (place) => join(place, 'none'), code: 'ENOENT' },
      cannot: ['half-close', 'abort-is-seen'],
    });

    it('answers each sender by its name, by path and by abstract name', async () => {
      for (const path of [name(), `@wirecat-test-${process.pid}`]) {
        const listener = await listen(path);
        const senders = [await open(path), await open(path)];
        for (const [i, sender] of senders.entries()) {
          await sender.write(text(`I am ${i}`));
          const peer = await takeFrom(listener);
          expect(await next(peer)).toBe(`I am ${i}`);
          expect(peer.remote).toBe(sender.local);
          await peer.write(text(`you are ${i}`));
          expect(await next(sender)).toBe(`you are ${i}`);
          peer.close();
        }
        for (const sender of senders) sender.close();
        await listener.close();
      }
    });

    it('loses nothing when the receiver is slower than the sender', async () => {
      const path = name();
      const listener = await listen(path);
      const ours = await open(path);
      const sending = (async () => {
        for (let i = 0; i < 2000; i++) await ours.write(pattern(1000));
      })();
      const peer = await takeFrom(listener);
      let got = 0;
      for await (const chunk of peer.incoming) {
        expect(chunk.length).toBe(1000);
        if (++got === 2000) break;
      }
      await sending;
      expect(peer.ledger.counts.size).toBe(0);
      ours.close();
      peer.close();
      await listener.close();
    });

    it('T-A8: is for this user only, replaces what nobody has open, and removes what it made', async () => {
      const path = name();
      const listener = await listen(path);
      expect(statSync(path).mode & 0o777).toBe(0o600);
      await expect(listen(path)).rejects.toMatchObject({ code: 'EADDRINUSE' });
      await listener.close();
      expect(existsSync(path)).toBe(false);
      execFileSync('python3', ['-c', 'import socket,sys; s=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM); s.bind(sys.argv[1])', path]);
      await expect(open(path).then((channel) => channel.write(text('x')))).resolves.toBeUndefined();
      const again = await listen(path);
      await again.close();
      writeFileSync(path, 'precious');
      await expect(listen(path)).rejects.toMatchObject({ code: 'EADDRINUSE' });
      await expect(open(path)).rejects.toThrow('that file is no socket');
    });

    it('says that a sender without a name cannot be answered', async () => {
      const path = name();
      const listener = await listen(path);
      const send = 'import socket,sys; s=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM); s.sendto(b"hi",sys.argv[1])';
      spawn('python3', ['-c', send, path], { stdio: 'ignore' });
      const peer = await takeFrom(listener);
      expect(await next(peer)).toBe('hi');
      expect(peer.remote).toBe('unnamed');
      await expect(peer.write(text('hello'))).rejects.toThrow('name');
      await listener.close();
    });

    needs('socat')('talks with socat', async () => {
      const path = name();
      const listener = await listen(path);
      const socat = spawn('socat', ['-', `UNIX-SENDTO:${path},bind=${path}.socat`], { stdio: ['pipe', 'pipe', 'ignore'] });
      socat.stdin.write('from socat');
      const peer = await takeFrom(listener);
      expect(await next(peer)).toBe('from socat');
      await peer.write(text('to socat'));
      for await (const chunk of socat.stdout) {
        expect(String(chunk)).toBe('to socat');
        break;
      }
      socat.kill();
      peer.close();
      await listener.close();
    });
  });
});

inPlainHost(() => {
  it('unixgram: is refused in a plain host', async () => {
    await expect(listen(name())).rejects.toThrow('expected more than Node alone for unix datagram sockets, got WIRECAT_HOST=plain');
  });
});
