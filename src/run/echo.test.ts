import { describe, expect, it } from 'vitest';
import { linesTo, linesUntilEnd } from './echo.ts';

const passed = async (...chunks: readonly string[]): Promise<string> => {
  async function* typed(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  let text = '';
  for await (const chunk of linesUntilEnd(typed())) text += Buffer.from(chunk);
  return text;
};

describe('lines until end', () => {
  it.each([
    [['one\n', 'end\n', 'two\n'], 'one\n'],
    [['one\nend\ntwo\n'], 'one\n'],
    [['end\r\n'], ''],
    [['the end\nend of it\nending\n'], 'the end\nend of it\nending\n'],
    [['no line end'], 'no line end'],
  ])('%j', async (chunks, wanted) => expect(await passed(...chunks)).toBe(wanted));

  it('takes the word in pieces, of which the first are gone by then', async () => {
    expect(await passed('a\ne', 'nd', '\n', 'b\n')).toMatch(/^a\n(e|en|end)?$/);
  });
});

it('tells lines that came in pieces, and the last one without its end', () => {
  const told: string[] = [];
  const lines = linesTo((line) => told.push(line));
  for (const chunk of [[0x6f, 0xc3], [0xa9, 0x0d, 0x0a, 0x61], [0x62]]) lines.put(Uint8Array.from(chunk));
  lines.end();
  expect(told).toEqual(['oé', 'ab']);
});
