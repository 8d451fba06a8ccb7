import { expect, it } from 'vitest';
import { hierarchyTable, hostsTable } from './tables.ts';

it('has a share of all packets for each protocol, as deep as it lies', () => {
  const row = (title: string, depth: number, packets: number) => ({ title, short: title, depth, packets, bytes: 2048, filter: title });
  const { rows, caption } = hierarchyTable({ progress: 1, rows: [row('a', 0, 4), row('b', 1, 1)] });
  expect(caption).toBe('4 packets');
  expect(rows.map((r) => [r.depth, ...r.cells])).toEqual([
    [0, 'a', '4', '100.0 %', '2.0 KiB'],
    [1, 'b', '1', '25.0 %', '2.0 KiB'],
  ]);
});

it('says when it shows only some', () => {
  const host = { address: 'h', packets: 1, sent: 1, received: 1, conversations: 1, filter: '' };
  expect(hostsTable({ total: 1200, rows: [host] }).caption).toBe('the first 1 of 1,200 hosts, by bytes');
});
