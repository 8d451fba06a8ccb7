/** The registry is sorted, its names are unique, and every service's own test runs the conformance suite. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { services } from '../../../src/io/services/index.ts';
import { describeWords } from './suite.ts';

const folder = fileURLToPath(new URL('../../../src/io/services/', import.meta.url));

describe('the registry of services', () => {
  it('is sorted and has each name once', () => {
    const names = services.map((s) => s.name);
    expect(names).toEqual([...new Set(names)].sort());
  });

  describe.each(services.map((service) => [service.name, service] as const))('%s', (name, service) => {
    describeWords(service);
    it('has a test that runs the conformance suite', () => {
      expect(readFileSync(`${folder}${name}/${name}.test.ts`, 'utf8')).toContain('serviceConformance(');
    });
  });
});
