/** sh: a whole command line for the shell. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { endpointConformance, readAll, text } from '../../../../test/conformance/endpoint/suite.ts';
import { joinWords } from '../../program/shell-words.ts';
import { unix } from '../unix/unix.ts';
import { sh } from './sh.ts';

const never = new AbortController().signal;

/** The peer of a pair is a unix socket to which a program under the shell connects. */
const BRIDGE = `const s = require('node:net').connect({ path: process.argv[1], allowHalfOpen: true });
process.stdin.pipe(s); s.pipe(process.stdout); s.on('end', () => process.stdout.write('', () => require('node:fs').closeSync(1)));
s.on('error', () => process.exit()); process.stdout.on('error', () => s.destroy());`;

endpointConformance(sh, {
  pair: async (place, signal) => {
    const path = join(place, 'peer.sock');
    const listener = await unix.accept!({ path }, {}, signal);
    const ours = await sh.open(
      { command: `exec ${process.execPath} -e "$(cat <<'END'\n${BRIDGE}\nEND\n)" ${joinWords([path])}` },
      {},
      signal,
    );
    const { value: theirs } = await listener[Symbol.asyncIterator]().next();
    await listener.close();
    return { ours, theirs };
  },
});

describe('sh:', () => {
  it('has the operators of the shell', async () => {
    const channel = await sh.open(sh.parse('sort | uniq -c | tr -s " "'), {}, never);
    await channel.write(text('b\na\nb\n'));
    await channel.end();
    expect(String(await readAll(channel))).toBe(' 1 a\n 2 b\n');
  });

  it.each(['', '  ', 'x\0y'])('refuses %j', (words) => {
    expect(() => sh.parse(words)).toThrow('sh:: expected a command for the shell');
  });

  it('says what the shell said', async () => {
    const channel = await sh.open(sh.parse('nonexistent-program'), {}, never);
    await readAll(channel);
    expect((await channel.ledger.closing).error?.message).toMatch(/exit status 127; it says ".*not found"/);
  });
});
