import { readdirSync, readlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { endpointConformance } from '../../../../test/conformance/endpoint/suite.ts';
import { pipeFds } from '../../../../test/fifo.ts';
import { fd } from './fd.ts';

endpointConformance(fd, {
  pair: async (folder, signal) => {
    const [there, back] = [pipeFds(folder), pipeFds(folder)];
    const ours = await fd.open({ input: back.read, output: there.write }, {}, signal);
    const theirs = await fd.open({ input: there.read, output: back.write }, {}, signal);
    return { ours, theirs };
  },
  refused: { text: () => '987', code: 'EBADF' },
});

describe('fd:', () => {
  it('takes one number or two', () => {
    expect(fd.parse('3')).toEqual({ input: 3, output: 3 });
    expect(fd.print(fd.parse('3,4'))).toBe('fd:3,4');
    for (const words of ['', 'x', '3,', '-1', '3,4,5']) expect(() => fd.parse(words)).toThrow(/expected a number, or two/);
  });

  it('refuses a descriptor that Node has for itself', async () => {
    const own = readdirSync('/proc/self/fd').find((name) => {
      try {
        return readlinkSync(`/proc/self/fd/${name}`).startsWith('anon_inode:');
      } catch {
        return false;
      }
    });
    await expect(fd.open(fd.parse(own ?? ''), {}, new AbortController().signal)).rejects.toMatchObject({ code: 'EBADF' });
  });
});
