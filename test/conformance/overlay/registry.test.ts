/** The registry of overlays is sorted, its names are unique, and every overlay's own test runs the conformance suite. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { endpoints } from '../../../src/io/endpoints/index.ts';
import { overlays } from '../../../src/io/overlays/index.ts';

const folder = fileURLToPath(new URL('../../../src/io/overlays/', import.meta.url));

describe('the registry of overlays', () => {
  it('is sorted and has each scheme once, none of them an endpoint', () => {
    const schemes = overlays.map((o) => o.scheme);
    expect(schemes).toEqual([...new Set(schemes)].sort());
    expect(schemes.filter((s) => endpoints.some((e) => e.scheme === s))).toEqual([]);
  });

  it.each(overlays.map((o) => [o.scheme]))('%s: has a test that runs the conformance suite', (scheme) => {
    expect(readFileSync(`${folder}${scheme}.test.ts`, 'utf8')).toContain('overlayConformance(');
  });
});
