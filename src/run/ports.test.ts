import { describe, expect, it } from 'vitest';
import { clientRange, PORT_RANGES, portRows } from './ports.ts';

describe('ports', () => {
  it('are found by name, other name, number and range', () => {
    expect(portRows('http')).toMatchObject([{ port: 80, range: 'system', forClients: false }]);
    expect(portRows('null')).toMatchObject([{ port: 9, name: 'discard' }]);
    expect(portRows('17')).toMatchObject([{ name: 'qotd' }]);
    expect(portRows('7-13').map(({ port }) => port)).toEqual(expect.arrayContaining([7, 9, 11, 13]));
    expect(portRows('61111')).toMatchObject([{ name: undefined, range: 'dynamic' }]);
    expect(portRows('frob')).toEqual([]);
  });

  it('lie in three ranges without a gap (RFC 6335 §6), and the system gives clients its own', () => {
    for (const [i, range] of PORT_RANGES.entries()) expect(range.first).toBe((PORT_RANGES[i - 1]?.last ?? -1) + 1);
    expect(PORT_RANGES.at(-1)?.last).toBe(65_535);
    const { first, last } = clientRange();
    expect(portRows(String(first))).toMatchObject([{ forClients: true }]);
    expect(last).toBeGreaterThan(first);
  });
});
