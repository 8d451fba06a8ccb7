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

  it('an option has one declaration, however many services have it', () => {
    const declared = new Map<string, unknown>();
    for (const { options } of services) {
      for (const [name, option] of Object.entries(options)) {
        expect(declared.get(name) ?? option).toBe(option);
        declared.set(name, option);
      }
    }
  });

  it('no two services have a port in common', () => {
    const taken = services.flatMap(({ ports }) =>
      [
        ports.tcp && `tcp ${ports.tcp}`,
        ports.also && `tcp ${ports.also}`,
        ports.tls && `tcp ${ports.tls}`,
        ports.udp && `udp ${ports.udp}`,
      ].filter(Boolean),
    );
    expect(taken).toEqual([...new Set(taken)]);
  });

  describe.each(services.map((service) => [service.name, service] as const))('%s', (name, service) => {
    describeWords(service);
    it('has a test that runs the conformance suite', () => {
      expect(readFileSync(`${folder}${name}/${name}.test.ts`, 'utf8')).toContain('serviceConformance(');
    });
  });
});
