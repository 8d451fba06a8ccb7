/** lines: a chunk a line, wherever the bytes are cut. */
import { describe, expect, it } from 'vitest';
import { text } from '../../../test/conformance/endpoint/suite.ts';
import { overlayConformance } from '../../../test/conformance/overlay/suite.ts';
import { parseAddress, printAddress } from '../address/address.ts';
import { memoryPair } from '../endpoints/memory/memory.ts';
import { lines } from './lines.ts';

const never = new AbortController().signal;

overlayConformance(lines, {
  wrap: async ({ ours, theirs }, signal) => ({ ours: await lines.wrap(ours, 'initiator', {}, signal), theirs }),
});

/** The chunks that arrive of what was written in these pieces, through the overlay when sending or when receiving. */
const through = async (pieces: readonly string[], way: 'out' | 'in', longest?: number): Promise<readonly string[]> => {
  const [near, far] = memoryPair();
  const ours = await lines.wrap(near, 'initiator', longest === undefined ? {} : { longest }, never);
  const [from, to] = way === 'out' ? [ours, far] : [far, ours];
  for (const piece of pieces) await from.write(text(piece));
  await from.end();
  const chunks: string[] = [];
  for await (const chunk of to.incoming) chunks.push(String(Buffer.from(chunk)));
  return chunks;
};

describe('lines:', () => {
  it.each(['lines:tcp:host:7', 'lines?longest=1k:udp:host:7'])('%s is printed as it was read', (words) => {
    expect(printAddress(parseAddress(words))).toBe(words);
  });

  it.each(['lines?longest=0:host:7', 'lines?longest=1G:host:7'])('%s is refused', (words) => {
    expect(() => parseAddress(words)).toThrow('expected longest=BYTES from 1 to 16M');
  });

  it.each(['out', 'in'] as const)('whole lines, the last one without end too, going %s', async (way) => {
    for (const pieces of [['one\ntwo\n\nrest'], ['o', 'ne', '\ntw', 'o\n', '\n', 're', 'st'], ['one\n', 'two\n', '\n', 'rest']])
      expect(await through(pieces, way)).toEqual(['one\n', 'two\n', '\n', 'rest']);
  });

  it.each(['out', 'in'] as const)('a line too long is cut, going %s', async (way) => {
    expect(await through(['abcdefgh\nxy\n'], way, 3)).toEqual(['abc', 'def', 'gh\n', 'xy\n']);
    expect(await through(['ab', 'cd', 'e\n'], way, 3)).toEqual(['abc', 'de\n']);
  });

  it('does not mind that a buffer is used again', async () => {
    const [near, far] = memoryPair();
    const ours = await lines.wrap(near, 'initiator', {}, never);
    const buffer = text('first ');
    await ours.write(buffer);
    buffer.fill(0x2d);
    await ours.write(text('second\n'));
    for await (const chunk of far.incoming) {
      expect(String(Buffer.from(chunk))).toBe('first second\n');
      break;
    }
  });
});
