import { expect, it } from 'vitest';
import type { Listed } from '../analysis/conversation-list.ts';
import { tcp, udp } from '../protocols/index.ts';
import { hostMapData, hostMapLines } from './host-map.ts';

const listed = (number: number, hosts: readonly [string, string], layer: Listed['layer'] = tcp, opened = true): Listed => ({
  place: number,
  layer,
  number,
  hosts,
  direction: undefined,
  opened,
  answered: true,
  frames: [1, 1],
  bytes: [60, 60],
  firstFrame: 1,
  lastFrame: 2,
  first: undefined,
  last: undefined,
  speaks: 'ECHO',
});
const ALL = [
  listed(0, ['10.0.0.66:49152', '10.0.0.99:7']),
  listed(1, ['10.0.0.66:49153', '10.0.0.99:7']),
  listed(0, ['[fe80::1]:5353', '10.0.0.99:53'], udp, false),
];

it('draws each host once, its sockets below, and where each leads', () => {
  expect(hostMapLines(ALL).map((line) => line.map(({ text }) => text).join(''))).toEqual([
    '10.0.0.66',
    '  ○ tcp 49152    ──▶ 10.0.0.99:7  tcp,0  ECHO',
    '  ○ tcp 49153    ──▶ 10.0.0.99:7  tcp,1  ECHO',
    '10.0.0.99',
    '  ● tcp 7        ◀── 10.0.0.66:49152  tcp,0  ECHO',
    '                 ◀── 10.0.0.66:49153  tcp,1  ECHO',
    '  ○ udp 53       ─── [fe80::1]:5353  udp,0  ECHO',
    '[fe80::1]',
    '  ○ udp 5353     ─── 10.0.0.99:53  udp,0  ECHO',
  ]);
  expect(hostMapData(ALL).map(({ host, sockets }) => [host, sockets.length])).toEqual([
    ['10.0.0.66', 2],
    ['10.0.0.99', 2],
    ['[fe80::1]', 1],
  ]);
});
