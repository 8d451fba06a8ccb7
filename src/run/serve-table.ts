/** ServeTable: what runs where and how it is tried, a line for each service and port. */
import { joinHostPort } from '../core/address.ts';

export interface TableRow {
  readonly service: string;
  /** What it is reached over: `tcp`, `udp`, `tls`. */
  readonly over: string;
  readonly host: string;
  readonly port: number;
  /** With HOST and PORT where these go. */
  readonly example: string;
}

export const tableLines = (rows: readonly TableRow[]): readonly string[] => {
  const merged = rows.filter((row, i) => rows.findIndex((other) => isBeside(other, row)) === i);
  const cells = merged.map((row) => {
    const over = rows.filter((other) => isBeside(other, row)).map((other) => other.over);
    return [row.service, joinHostPort(row.host, row.port), [...new Set(over)].join(' '), exampleOf(row)];
  });
  const lines = [['service', 'address', '', 'how to try it'], ...cells];
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
