/** crlf: line ends, wherever the chunks are cut. */

import { describe, expect, it } from 'vitest';
import { readAll, text } from '../../../test/conformance/endpoint/suite.ts';
import { overlayConformance } from '../../../test/conformance/overlay/suite.ts';
import { fc, runs } from '../../../test/property.ts';
import { parseAddress, printAddress } from '../address/address.ts';
import { closingText } from '../base/ledger.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { crlf } from './crlf.ts';

const never = new AbortController().signal;

/** Both sides translate: what one writes the other reads. */
overlayConformance(crlf, {
  wrap: async ({ ours, theirs }, signal) => ({
    ours: await crlf.wrap(ours, 'initiator', {}, signal),
    theirs: await crlf.wrap(theirs, 'acceptor', {}, signal),
  }),
});

/** What arrives of words that are written in these pieces, through the overlay when sending or when receiving. */
const through = async (pieces: readonly string[], way: 'out' | 'in'): Promise<string> => {
  const [near, far] = memoryPair();
  const ours = await crlf.wrap(near, 'initiator', {}, never);
  const [from, to] = way === 'out' ? [ours, far] : [far, ours];
  for (const piece of pieces) await from.write(text(piece));
  await from.end();
  return String(await readAll(to));
};
const cut = (words: string, size: number): string[] => words.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];

describe('crlf:', () => {
  it('is printed as it was read', () => {
    expect(printAddress(parseAddress('crlf:host:25'))).toBe('crlf:tcp:host:25');
  });

  it.each<[string, string]>([
    ['HELO x\nQUIT\n', 'HELO x\r\nQUIT\r\n'],
    ['a\r\nb\n', 'a\r\nb\r\n'],
    ['\n\n', '\r\n\r\n'],
    ['a\rb\r', 'a\rb\r'],
  ])('%j goes out as %j', async (words, wire) => {
    for (const size of [1, 2, 100]) expect(await through(cut(words, size), 'out')).toBe(wire);
  });

  it.each<[string, string]>([
    ['220 x\r\n250 y\r\n', '220 x\n250 y\n'],
    ['a\nb\r\n', 'a\nb\n'],
    ['a\r\rb\r\r\n', 'a\r\rb\r\n'],
    ['ends in\r', 'ends in\r'],
  ])('%j comes in as %j', async (wire, words) => {
    for (const size of [1, 2, 100]) expect(await through(cut(wire, size), 'in')).toBe(words);
  });

  it('counts what crossed the wire, and calls the ends as the wire does', async () => {
    const [near, far] = memoryPair();
    const localIp = { address: '192.0.2.1', port: 25 };
    const ours = await crlf.wrap(near, 'initiator', {}, never);
    await ours.write(text('a\nb\n'));
    await ours.end();
    expect(String(await readAll(far))).toBe('a\r\nb\r\n');
    await far.write(text('c\r\nd\r'));
    await far.end();
    expect(String(await readAll(ours))).toBe('c\nd\r');
    expect(closingText(await ours.ledger.closing, { ...ours.facts, localIp })).toBe('sent 6 B, received 5 B, closed by: us FIN, peer FIN');
  });

  it('lines without CR come back as they were, whatever the pieces', async () => {
    const words = fc.array(fc.constantFrom('a', '\n', 'bc'), { maxLength: 40 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(words, fc.integer({ min: 1, max: 5 }), async (plain, size) => {
        expect(await through(cut(await through([plain], 'out'), size), 'in')).toBe(plain);
      }),
      { numRuns: runs(50) },
    );
  });
});
