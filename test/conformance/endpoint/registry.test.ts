/** The registry is sorted, its names are unique, and every endpoint's own test runs the conformance suite. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { endpoints } from '../../../src/io/endpoints/index.ts';

const folder = fileURLToPath(new URL('../../../src/io/endpoints/', import.meta.url));

describe('the registry of endpoints', () => {
  it('is sorted and has each scheme once', () => {
    const schemes = endpoints.map((e) => e.scheme);
    expect(schemes).toEqual([...new Set(schemes)].sort());
  });

  it.each(endpoints.map((e) => [e.scheme]))('%s: has a test that runs the conformance suite', (scheme) => {
    expect(readFileSync(`${folder}${scheme}/${scheme}.test.ts`, 'utf8')).toContain('endpointConformance(');
  });
});
