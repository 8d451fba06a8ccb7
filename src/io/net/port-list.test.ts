import { describe, expect, it } from 'vitest';
import { parsePortList } from './port-list.ts';

describe('ports as they are typed', () => {
  it('are numbers, names, ranges and lists, each once', () => {
    expect(parsePortList(['22,http,80', '8000-8003'], 'scan')).toEqual([22, 80, 8000, 8001, 8002, 8003]);
  });

  it.each(['0', '70000', '9-7', '1-65536', 'frob', ''])('%s is none', (word) =>
    expect(() => parsePortList([word], 'scan')).toThrow(/^scan: /),
  );
});
