import { describe, expect, it } from 'vitest';
import { english } from '../core/said.ts';
import { http } from '../io/services/http/http.ts';
import { shunnedLines, type TableRow, tableLines } from './serve-table.ts';

const row = (service: string, over: string, port: number, shunnedBy?: 'browsers'): TableRow => ({
  service,
  over,
  host: '127.0.0.1',
  port,
  example: 'try HOST:PORT',
  ...(shunnedBy !== undefined && { shunnedBy }),
});

describe('the table of what runs', () => {
  it('has one line for the same number over TCP and UDP', () => {
    expect(tableLines([row('echo', 'tcp', 7), row('echo', 'udp', 7), row('http', 'tcp', 80)], english)).toEqual([
      'service  address                how to try it',
      'echo     127.0.0.1:7   tcp udp  try 127.0.0.1:7',
      'http     127.0.0.1:80  tcp      try 127.0.0.1:80',
    ]);
  });

  it('tells of ports to which nobody goes, and where it is as good', () => {
    const lines = (rows: readonly TableRow[]): readonly string[] => shunnedLines(rows, english);
    expect(lines([row('http', 'tcp', 10_080, 'browsers'), row('echo', 'tcp', 10_007)])).toEqual([
      'http: browsers do not go to port 10080; http=127.0.0.1:8080 gives it that one',
    ]);
    expect(lines([row('http', 'tcp', 10_080, 'browsers'), row('http', 'tls', 10_443)])[0]).toMatch(
      'browsers do not go to port 10080; they do to 10443 (tls); ',
    );
    expect(lines([row('http', 'tcp', 80)])).toEqual([]);
  });

  it('browsers go to the ports of HTTP, and not to those of mail or to 10080', () => {
    const ports = http.shunned?.ports ?? new Set();
    expect([80, 443, 8080, 8443, 3128].filter((port) => ports.has(port))).toEqual([]);
    expect([25, 143, 6667, 10_080].filter((port) => !ports.has(port))).toEqual([]);
  });
});
