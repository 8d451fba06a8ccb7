import { expect, it } from 'vitest';
import type { Closing, Ending } from '../io/base/ledger.ts';
import { linkTotals } from './link-totals.ts';

const ending = (by: Ending['by'], how: Ending['how'] = 'end'): Ending => ({ by, how, why: '' });
const at = { role: 'initiator', local: '', remote: '', started: 0, opened: 0 } as const;
const tcp = { ...at, scheme: 'tcp', localIp: { address: '192.0.2.1', port: 7 } } as const;
const stdio = { ...at, scheme: 'stdio' } as const;
const closing = (sent: number, received: number, ...endings: readonly Ending[]): Closing => ({ sent, received, endings });

it.each([
  [
    'A ends, then B',
    closing(0, 4, ending('peer'), ending('us')),
    closing(4, 0, ending('us'), ending('peer')),
    'A → B 4 B, B → A 0 B, closed by: A FIN, B FIN',
  ],
  [
    'bytes that B did not take',
    closing(3, 11, ending('peer')),
    closing(0, 3, ending('peer')),
    'A → B 0 of 11 B, B → A 3 B, closed by: A FIN, B FIN',
  ],
  ['a reset of B', closing(0, 0, ending('us', 'reset')), closing(0, 0, ending('peer', 'reset')), 'A → B 0 B, B → A 0 B, closed by: B RST'],
  ['a time limit', closing(0, 0, ending('us', 'reset')), closing(0, 0, ending('us', 'reset')), 'A → B 0 B, B → A 0 B, closed by: us RST'],
  ['nobody', closing(0, 0), closing(0, 0), 'A → B 0 B, B → A 0 B, closed by: nobody'],
])('says what went which way: %s', (_, a, b, text) => {
  expect(linkTotals({ a, b }, [tcp, tcp])).toBe(text);
});

it('calls each end as its side does', () => {
  const [a, b] = [closing(1, 2, ending('peer'), ending('us')), closing(2, 1, ending('us'), ending('peer'))];
  expect(linkTotals({ a, b }, [stdio, tcp])).toBe('A → B 2 B, B → A 1 B, closed by: A end, B FIN');
});

it('counts what went over the wire, and what was lost by what was read', () => {
  const b = { ...closing(4, 0), wire: { sent: 6, received: 0 } };
  expect(linkTotals({ a: closing(0, 4), b }, [stdio, tcp])).toBe('A → B 6 B, B → A 0 B, closed by: nobody');
  expect(linkTotals({ a: closing(0, 9), b }, [stdio, tcp])).toBe('A → B 4 of 9 B, B → A 0 B, closed by: nobody');
});
