import { expect, it } from 'vitest';
import { english, joined, saidWords, sayCapture } from '../../../core/said.ts';
import { rightsSaid, type Way } from './rights.ts';

const ways: readonly Way[] = [
  { name: 'libpcap 1.10', hindrance: [sayCapture('noRight')] },
  { name: sayCapture('ringName'), hindrance: [sayCapture('noRight')] },
];

it('says by which way frames may be captured, and what hinders those before it, in each language', async () => {
  const german = await saidWords('de');
  expect(rightsSaid(ways).map((line) => joined(line, english))).toEqual([
    'none of them may be captured by this user:',
    'libpcap 1.10: no right (CAP_NET_RAW)',
    "the kernel's packet ring: no right (CAP_NET_RAW)",
  ]);
  const may = [...ways, { name: 'dumpcap', hindrance: undefined }];
  expect(rightsSaid(may).map((line) => joined(line, german))).toEqual([
    'auf allen davon darf mitgeschnitten werden, durch dumpcap',
    'libpcap 1.10: kein Recht dazu (CAP_NET_RAW)',
    'der Paketring des Kernels: kein Recht dazu (CAP_NET_RAW)',
  ]);
});
