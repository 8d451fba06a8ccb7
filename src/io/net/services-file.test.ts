import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { servicesIndex } from '../../core/services-table.ts';
import { systemServices } from './services-file.ts';

describe.runIf(existsSync('/etc/services'))('the services file of this system', () => {
  it('names ports, of TCP and UDP apart, as they are written', () => {
    expect(systemServices.port('http', 'tcp')).toBe(80);
    expect(systemServices.port('HTTP', 'tcp')).toBeUndefined();
    expect(systemServices.name(22, 'tcp')).toBe('ssh');
    expect(systemServices.name(514, 'udp')).toBe('syslog');
  });
});

it('where two rows say something, the first one counts', () => {
  const row = (name: string, port: number) => ({ name, port, transports: ['tcp'] as const, aliases: ['also'] });
  const index = servicesIndex(() => [row('a', 7), row('b', 7), row('a', 9)]);
  expect([index.name(7, 'tcp'), index.port('a', 'tcp'), index.port('also', 'tcp'), index.port('a', 'udp')]).toEqual(['a', 7, 7, undefined]);
});
