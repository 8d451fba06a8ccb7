import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpointConformance, pattern } from '../../../../test/conformance/endpoint/suite.ts';
import { pipeFds } from '../../../../test/fifo.ts';
import { bundleScript } from '../../../../test/script.ts';
import { openStdio, stdio } from './stdio.ts';

endpointConformance(stdio, {
  pair: async (folder) => {
    const [there, back] = [pipeFds(folder), pipeFds(folder)];
    return { ours: openStdio(back.read, there.write, false), theirs: openStdio(there.read, back.write, false) };
  },
});

/** Copies standard input to standard output by a link with itself turned round, and tells on standard error how it ended. */
const COPY = `
  import { memoryPair } from 'src/io/endpoints/memory/memory.ts';
  import { openStdio } from 'src/io/endpoints/stdio/stdio.ts';
  import { closingText } from 'src/io/base/ledger.ts';
  import { link } from 'src/io/link/link.ts';
  const [near, far] = memoryPair();
  const signal = new AbortController().signal;
  const echo = (async () => { for await (const chunk of far.incoming) await far.write(chunk); await far.end(); })().catch(() => {});
  const report = await link(openStdio(0, 1), near, { bToA: { closeAfter: 0 } }, signal).done;
  process.stderr.write(closingText(report.a, { scheme: 'stdio' }) + '\\n' + (report.a.error?.message ?? ''));
  await echo;
`;
/** The same by the quick way: standard input to standard output without anything between. */
const PUMP = `
  import { openStdio } from 'src/io/endpoints/stdio/stdio.ts';
  import { pump } from 'src/io/link/pump.ts';
  const channel = openStdio(0, 1);
  const end = await pump(channel, channel);
  await channel.end().catch(() => {});
  process.stderr.write(end.kind);
`;

describe('stdio:', () => {
  let folder: string;
  let copy: string;
  let pump: string;
  const data = Buffer.from(pattern(3 << 20));
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wirecat-stdio-'));
    copy = await bundleScript(folder, COPY);
    const other = mkdtempSync(join(folder, 'pump-'));
    pump = await bundleScript(other, PUMP);
    writeFileSync(join(folder, 'in'), data);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const run = (script: string, words: string): SpawnSyncReturns<Buffer> =>
    spawnSync('sh', ['-c', words.replaceAll('COPY', `${process.execPath} ${script}`)], {
      cwd: folder,
      maxBuffer: 1 << 26,
      timeout: 45_000,
    });

  it.each([
    ['pipe to pipe', 'cat in | COPY | cat'],
    ['file to pipe', 'COPY < in | cat'],
    ['pipe to file', 'cat in | COPY > out; cat out'],
    ['file to file', 'COPY < in > out; cat out'],
    ['file to appended file', ': > out; COPY < in >> out; cat out'],
  ])('copies all of a %s before the process ends (F-17)', (_what, words) => {
    for (const script of [copy, pump]) {
      const { stdout, status } = run(script, words);
      expect(status).toBe(0);
      expect(stdout.equals(data)).toBe(true);
    }
  });

  it('ends at once on /dev/null, and tells how', () => {
    const { stderr, status } = run(copy, 'COPY < /dev/null > /dev/null');
    expect(status).toBe(0);
    expect(String(stderr)).toBe('sent 0 B, received 0 B, closed by: peer end, us end\n');
  });

  it('ends without a stack trace when its reader leaves (F-13)', () => {
    for (const script of [copy, pump]) {
      const { stderr } = run(script, 'yes | COPY | head -c 10');
      expect(String(stderr)).not.toContain('    at ');
    }
    expect(String(run(copy, 'yes | COPY | head -c 10').stderr)).toContain('stdio: cannot read and write: the peer reads no more (EPIPE)');
    expect(String(run(pump, 'yes | COPY | head -c 10').stderr)).toBe('write failed');
  });

  it('says so when the file system is full (F-07)', () => {
    const { stderr } = run(copy, 'COPY < in > /dev/full');
    expect(String(stderr)).toContain('(ENOSPC)');
  });

  it('reads from a device without holding up the process', () => {
    const { stdout } = run(pump, 'COPY < /dev/zero | head -c 1000000');
    expect(stdout.equals(Buffer.alloc(1_000_000))).toBe(true);
  });

  it('starts with its descriptors closed (F-13)', () => {
    const { status } = run(copy, 'COPY <&- >&- 2>&-');
    expect(status).toBe(0);
  });

  it('leaves descriptors 0 and 1 open', () => {
    const script = `COPY; echo still here`;
    expect(String(run(pump, `echo x | ( ${script} )`).stdout)).toBe('x\nstill here\n');
    const fd = openSync(join(folder, 'in'), 'r');
    expect(fd).toBeGreaterThan(2);
    closeSync(fd);
    expect(readFileSync(join(folder, 'in')).equals(data)).toBe(true);
  });
});
