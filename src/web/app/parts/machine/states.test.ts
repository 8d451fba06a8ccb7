import { expect, it } from 'vitest';
import type { Rung } from '../../../messages/messages.ts';
import { PLACES, pathsOf, statesAt, WAYS, walkedBy, wayKey, wayOn } from './states.ts';

const rung = (number: number, states?: readonly [string, string]): Rung => ({ number, ...(states && { states }) }) as Rung;
const TALK = [
  rung(1, ['SYN-SENT', 'LISTEN']),
  rung(2, ['SYN-SENT', 'SYN-RECEIVED']),
  rung(3, ['ESTABLISHED', 'ESTABLISHED']),
  rung(4),
  rung(5, ['FIN-WAIT-1', 'CLOSE-WAIT']),
  rung(6, ['TIME-WAIT', 'LAST-ACK']),
  rung(7, ['TIME-WAIT', 'CLOSED']),
];

it('walks ways that are drawn', () => {
  const { now, ways } = walkedBy(TALK, 0);
  expect(now).toEqual(['TIME-WAIT', 'OVER']);
  expect([...ways[0]].filter((w) => w.split(' ')[0] !== w.split(' ')[1])).toEqual([
    'CLOSED SYN-SENT',
    'SYN-SENT ESTABLISHED',
    'ESTABLISHED FIN-WAIT-1',
    'FIN-WAIT-1 TIME-WAIT',
  ]);
  const drawn = new Set(WAYS.map(({ from, to }) => wayKey(from, to)));
  for (const side of ways) for (const way of side) if (way.split(' ')[0] !== way.split(' ')[1]) expect(drawn).toContain(way);
});

it('stops at the chosen packet', () => {
  expect(walkedBy(TALK, 4).now).toEqual(['ESTABLISHED', 'ESTABLISHED']);
  expect(statesAt(TALK, 5)).toEqual(['FIN-WAIT-1', 'CLOSE-WAIT']);
  expect(walkedBy([], 0).now).toBeUndefined();
  expect(walkedBy([rung(1, ['SYN-SENT', 'LISTEN']), rung(2, ['CLOSED', 'CLOSED'])], 0).now).toEqual(['CLOSED', 'CLOSED']);
});

it('leads from each state to another but from those at the end', () => {
  const left = Object.keys(PLACES).filter((place) => !WAYS.some(({ from }) => from === place));
  expect(left).toEqual(['TIME-WAIT', 'OVER']);
});

it('tells the way that each side went, and how it would go on', () => {
  const at = (client: string, server: string): Rung => ({ states: [client, server] }) as unknown as Rung;
  const rungs = [at('SYN-SENT', 'SYN-RECEIVED'), at('ESTABLISHED', 'ESTABLISHED'), at('CLOSE-WAIT', 'FIN-WAIT-1')];
  const [client, server] = pathsOf([...rungs, at('LAST-ACK', 'TIME-WAIT'), at('CLOSED', 'TIME-WAIT')]);
  expect(client).toEqual(['CLOSED', 'SYN-SENT', 'ESTABLISHED', 'CLOSE-WAIT', 'LAST-ACK', 'CLOSED']);
  expect(wayOn(client, 0)).toEqual(client);
  expect(wayOn(server, 1).at(-1)).toBe('TIME-WAIT');
  expect(wayOn(['CLOSED'], 0)).toEqual(['CLOSED', 'SYN-SENT', 'ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'TIME-WAIT']);
  expect(wayOn(['LISTEN', 'SYN-RECEIVED', 'ESTABLISHED'], 1)).toHaveLength(6);
});
