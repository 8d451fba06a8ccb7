import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { serviceName, serviceNames, servicePort } from './services-table.ts';

describe('the table of services', () => {
  it('knows names, aliases and ports, of TCP and UDP apart', () => {
    expect(servicePort('http', 'tcp')).toBe(80);
    expect(servicePort('WWW', 'tcp')).toBe(80);
    expect(servicePort('http', 'udp')).toBeUndefined();
    expect(servicePort('syslog', 'udp')).toBe(514);
    expect(servicePort('shell', 'tcp')).toBe(514);
    expect(servicePort('constructor', 'tcp')).toBeUndefined();
    expect(serviceName(514, 'udp')).toBe('syslog');
    expect(serviceName(514, 'tcp')).toBe('shell');
    expect(serviceName(7, 'udp')).toBe('echo');
    expect(serviceName(61_111, 'tcp')).toBeUndefined();
  });

  it('is in order, and every row is well made', () => {
    const rows = serviceNames();
    expect(rows.length).toBeGreaterThan(200);
    for (const [i, row] of rows.entries()) {
      expect(row.port, row.name).toBeGreaterThanOrEqual(rows[i - 1]?.port ?? 1);
      expect(row.port, row.name).toBeLessThan(65_536);
      for (const name of [row.name, ...row.aliases]) expect(name).toMatch(/^[a-z0-9][a-z0-9_-]*$/);
    }
  });

  it('has no name twice in one transport, but the one that IANA gave to two ports', () => {
    for (const transport of ['tcp', 'udp'] as const) {
      const names = serviceNames()
        .filter((row) => row.transports.includes(transport))
        .flatMap((row) => [row.name, ...row.aliases]);
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual(['compressnet']);
    }
  });

  it.runIf(existsSync('/etc/services'))('agrees with this system wherever both know a name', () => {
    const wrong: string[] = [];
    for (const line of readFileSync('/etc/services', 'utf8').split('\n')) {
      const [, name = '', port, transport] = /^([\w-]+)\s+(\d+)\/(tcp|udp)/.exec(line) ?? [];
      if (transport !== 'tcp' && transport !== 'udp') continue;
      const ours = servicePort(name, transport);
      if (ours !== undefined && ours !== Number(port)) wrong.push(`${name}/${transport}: ${port} here, ${ours} in the table`);
    }
    expect(wrong).toEqual([]);
  });
});
