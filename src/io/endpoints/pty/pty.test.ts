/** pty: a terminal that programs believe in, and what is left of it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { endpointConformance, readAll, text } from '../../../../test/conformance/endpoint/suite.ts';
import { inPlainHost, inWholeHost } from '../../../../test/host.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { optionalPackage } from '../../host/optional-package.ts';
import { memoryPair } from '../memory/memory.ts';
import { pty } from './pty.ts';

const never = new AbortController().signal;
const open = (words: string): Promise<OpenChannel> => pty.open(pty.parse(words), {}, never);
/** What comes until these words have. */
const until = async (channel: OpenChannel, words: string): Promise<string> => {
  let got = '';
  for await (const chunk of channel.incoming) {
    got += Buffer.from(chunk);
    if (got.includes(words)) break;
  }
  return got;
};
const isThere = (): boolean => {
  try {
    createRequire(import.meta.url)('@lydell/node-pty');
    return true;
  } catch {
    return false;
  }
};

/** The package is there on the platforms that it was built for. */
inWholeHost(() => {
  describe.runIf(isThere())('pty: with its package', () => {
    endpointConformance(pty, {
      pair: async (_folder, signal) => ({ ours: await pty.open({ argv: ['cat'] }, {}, signal), theirs: memoryPair()[0] }),
      refused: { text: () => '/nonexistent/program', code: 'ENOENT' },
      cannot: ['half-close', 'abort-is-seen', 'write-both-ways'],
    });

    it('is a terminal for the program, of the size asked for', async () => {
      const channel = await pty.open(
        { argv: ['sh', '-c', 'test -t 0 && test -t 1 && stty size && echo "$TERM"'], columns: 100, rows: 30 },
        {},
        never,
      );
      expect(String(await readAll(channel))).toBe('30 100\r\nxterm-256color\r\n');
      expect((await channel.ledger.closing).error).toBeUndefined();
    });

    it('echoes and edits lines, and ends at our end', async () => {
      const channel = await open('cat');
      await channel.write(text('helx\x7flo\n'));
      expect(await until(channel, 'hello\r\n')).toContain('hello');
      await channel.write(text('unfinished'));
      await channel.end();
      expect(String(await readAll(channel))).toContain('unfinished');
      expect((await channel.ledger.closing).error).toBeUndefined();
    });

    it('interrupts as a terminal does', async () => {
      const channel = await open(`sh -c 'trap "echo caught; exit 3" INT; echo ready; while :; do sleep 0.05; done'`);
      await until(channel, 'ready');
      await channel.write(Uint8Array.of(3));
      expect(String(await readAll(channel))).toContain('caught');
      expect((await channel.ledger.closing).error?.message).toContain('ended with exit status 3');
    });

    it('F-29: an interactive shell that ignores TERM is gone after the cut', async () => {
      const channel = await open(`sh -c 'trap "" TERM HUP; echo "pid $$."; sleep 60'`);
      const pid = Number(/pid (\d+)\./.exec(await until(channel, '.'))?.[1]);
      channel.abort(new Error('enough'));
      const isAlive = (): boolean => {
        try {
          return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
        } catch {
          return false;
        }
      };
      for (let i = 0; i < 150 && isAlive(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(isAlive()).toBe(false);
    });

    it('gives programs the short environment, and what a shell feels at home with', async () => {
      process.env['WIRECAT_TEST_SECRET'] = 'hidden';
      const env = String(await readAll(await open('env')));
      delete process.env['WIRECAT_TEST_SECRET'];
      const names = env.split('\r\n').map((line) => line.replace(/=.*/, ''));
      const allowed = ['', 'PATH', 'LANG', 'TZ', 'HOME', 'LOGNAME', 'SHELL', 'USER', 'TERM', 'PWD'];
      expect(names.filter((name) => !allowed.includes(name))).toEqual([]);
    });
  });
});

describe('pty: its words', () => {
  it('are words of a command line', () => {
    expect(pty.print(pty.parse(`bash -c 'a b'`))).toBe(`pty:bash -c 'a b'`);
    expect(() => pty.parse('')).toThrow('expected a program to run');
  });

  it('say what is missing where the package is', async () => {
    await expect(optionalPackage('@lydell/no-such-pty', 'terminals for programs', 'pty:x')).rejects.toThrow(
      'pty:x: Node alone has no terminals for programs; type npm install @lydell/no-such-pty',
    );
  });
});

inPlainHost(() => {
  it('pty: is refused in a plain host', async () => {
    await expect(open('cat')).rejects.toThrow('pty:cat: expected more than Node alone for a terminal, got WIRECAT_HOST=plain');
  });
});
