/** ServeTable: what runs where and how it is tried, a line for each service and port. */
import { joinHostPort } from '../core/address.ts';
import { sayNotice } from '../core/said.ts';
import type { Words } from '../core/words.ts';

export interface TableRow {
  readonly service: string;
  /** What it is reached over: `tcp`, `udp`, `tls`. */
  readonly over: string;
  readonly host: string;
  readonly port: number;
  /** With HOST and PORT where these go. */
  readonly example: string;
  /** Who would not go to its port. */
  readonly shunnedBy?: 'browsers';
}

/** What is to be known of ports that are shunned, with those where it is as good, and how to have others. */
export const shunnedLines = (rows: readonly TableRow[], words: Words): readonly string[] =>
  rows.flatMap(({ service, port, shunnedBy }) => {
    if (shunnedBy === undefined) return [];
    const other = rows.find((row) => row.service === service && row.shunnedBy === undefined);
    const shunned = { service, by: sayNotice(shunnedBy), port: String(port) };
    return words.text(
      other === undefined
        ? sayNotice('shuns', shunned)
        : sayNotice('shunsBut', { ...shunned, other: String(other.port), over: other.over }),
    );
  });

export const tableLines = (rows: readonly TableRow[], words: Words): readonly string[] => {
  const merged = rows.filter((row, i) => rows.findIndex((other) => isBeside(other, row)) === i);
  const cells = merged.map((row) => {
    const over = rows.filter((other) => isBeside(other, row)).map((other) => other.over);
    return [row.service, joinHostPort(row.host, row.port), [...new Set(over)].join(' '), exampleOf(row)];
  });
  const lines = [[words.text(sayNotice('service')), words.text(sayNotice('address')), '', words.text(sayNotice('howToTry'))], ...cells];
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) =>
    line
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

/** One line for both: the same service with the same number. */
const isBeside = (a: TableRow, b: TableRow): boolean => a.service === b.service && a.host === b.host && a.port === b.port;

export const exampleOf = ({ example, host, port }: Pick<TableRow, 'example' | 'host' | 'port'>): string =>
  example.replaceAll('HOST', host.includes(':') ? `[${host}]` : host).replaceAll('PORT', String(port));
