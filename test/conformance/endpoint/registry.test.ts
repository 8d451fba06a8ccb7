/** The registry is sorted, its names are unique, and every endpoint's own test runs the conformance suite. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { endpoints } from '../../../src/io/endpoints/index.ts';

const folder = fileURLToPath(new URL('../../../src/io/endpoints/', import.meta.url));

/** What cannot be tried out in a process, and where it is. */
const ELSEWHERE: Readonly<Record<string, string>> = { packet: 'frames need two interfaces: test/e2e/raw.test.ts, in a network namespace' };

describe('the registry of endpoints', () => {
  it('is sorted and has each scheme once', () => {
    const schemes = endpoints.map((e) => e.scheme);
    expect(schemes).toEqual([...new Set(schemes)].sort());
  });

  it.each(endpoints.filter((e) => ELSEWHERE[e.scheme] === undefined).map((e) => [e.scheme]))(
    '%s: has a test that runs the conformance suite',
    (scheme) => {
      expect(readFileSync(`${folder}${scheme}/${scheme}.test.ts`, 'utf8')).toContain('endpointConformance(');
    },
  );
});
