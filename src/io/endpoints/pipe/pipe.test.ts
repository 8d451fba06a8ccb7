/** pipe: a real one, without a name, that reads what was written. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { endpointConformance, readAll, text } from '../../../../test/conformance/endpoint/suite.ts';
import { pipePair } from '../../fd/unnamed-pipe.ts';
import { pipe } from './pipe.ts';

const never = new AbortController().signal;

endpointConformance(pipe, {
  pair: async (_folder, signal) => {
    const [ours, theirs] = await pipePair(signal);
    return { ours, theirs };
  },
});

it('pipe: what is written is read again, and nothing is left in the file system', async () => {
  const usual = process.env['TMPDIR'];
  const folder = mkdtempSync(join(tmpdir(), 'wirecat-pipe-'));
  process.env['TMPDIR'] = folder;
  const channel = await pipe.open({}, {}, never);
  await channel.write(text('round'));
  await channel.end();
  expect(String(await readAll(channel))).toBe('round');
  expect(readdirSync(folder)).toEqual([]);
  if (usual === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = usual;
  rmSync(folder, { recursive: true });
});

it('pipe: takes no name, and says what has one', () => {
  expect(() => pipe.parse('/tmp/x')).toThrow('a pipe with a name is a FIFO: fifo:/tmp/name');
});
