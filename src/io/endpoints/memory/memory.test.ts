import { describe, expect, it } from 'vitest';
import { endpointConformance, listeningPair } from '../../../../test/conformance/endpoint/suite.ts';
import { memory, memoryPair } from './memory.ts';

let names = 0;

endpointConformance(memory, {
  pair: (_folder, signal) => listeningPair(memory, `test${++names}`, signal),
  refused: { text: () => 'nobody', code: 'ECONNREFUSED' },
});

describe('memory:', () => {
  it('refuses a second listener of the same name', async () => {
    const stop = new AbortController();
    const listener = await memory.accept?.(memory.parse('twice'), {}, stop.signal);
    await expect(memory.accept?.(memory.parse('twice'), {}, stop.signal)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await listener?.close();
    const again = await memory.accept?.(memory.parse('twice'), {}, stop.signal);
    expect(again?.addresses).toEqual(['twice']);
    stop.abort();
  });

  it('does not share memory with the writer', async () => {
    const [a, b] = memoryPair();
    const bytes = Uint8Array.of(1, 2, 3);
    await a.write(bytes);
    bytes.fill(0);
    const { value } = await b.incoming[Symbol.asyncIterator]().next();
    expect([...value]).toEqual([1, 2, 3]);
  });

  it.each(['', 'a b', 'a/b'])('wants a plain name, not %j', (name) => {
    expect(() => memory.parse(name)).toThrow(/expected a name of letters/);
  });
});
