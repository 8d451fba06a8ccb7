import { expect, it } from 'vitest';
import type { Desk, EndpointRow } from '../../messages/desk.ts';
import { choose, chosenIn, deskCame, FIRST, LIVE, lookAt, made, show, tell } from './page-state.ts';

const row = (id: number, state: EndpointRow['state']): EndpointRow => ({
  id,
  kind: 'connection',
  title: `127.0.0.1:${id}`,
  address: `127.0.0.1:${id}`,
  state,
  toServer: 0,
  toClient: 0,
  opened: 0,
  isOurs: true,
  hosts: ['127.0.0.1:1', `127.0.0.1:${id}`],
});
const desk = (...endpoints: EndpointRow[]): Desk => ({ now: 1, endpoints, captures: [], viewers: 1, steps: 0 });

it('shows a connection that was refused where it is, and says it only there', () => {
  const open = deskCame(desk(row(7, 'open')), 0)(FIRST);
  expect(open.endpoint).toBe(7);
  const told = tell('tcp:127.0.0.1:9: connection refused')(open);
  expect(told.notice).toBe('tcp:127.0.0.1:9: connection refused');
  const refused = deskCame(desk(row(7, 'open'), row(9, 'refused')), 0)(told);
  expect([refused.endpoint, refused.notice]).toEqual([9, '']);
  expect(tell('tcp:127.0.0.1:9: connection refused')(refused).notice).toBe('');
  expect(tell('something else')(refused).notice).toBe('something else');
  const back = { ...refused, endpoint: 7 };
  expect(deskCame(desk(row(7, 'open'), row(9, 'refused')), 0)(back).endpoint).toBe(7);
});

it('says that a connection was refused where its conversation is not seen', () => {
  const away = show('lessons')(deskCame(desk(row(7, 'open')), 0)(FIRST));
  const refused = deskCame(desk(row(7, 'open'), row(9, 'refused')), 0)(tell('tcp:127.0.0.1:9: connection refused')(away));
  expect(refused.notice).toBe('tcp:127.0.0.1:9: connection refused');
  expect(tell('tcp:127.0.0.1:9: connection refused')({ ...refused, notice: '' }).notice).toBe('tcp:127.0.0.1:9: connection refused');
});

it('looks at another conversation without the packet of the one before', () => {
  const chosen = choose(LIVE, { packet: 4, follows: false })(deskCame(desk(row(7, 'open'), row(8, 'open')), 0)(FIRST));
  expect(chosenIn(lookAt(7)(chosen), LIVE).packet).toBe(4);
  expect(chosenIn(lookAt(8)(chosen), LIVE)).toMatchObject({ packet: 0, follows: true });
  expect(made(8)({ ...chosen, notice: 'before' })).toMatchObject({ endpoint: 8, notice: '' });
  expect(made(undefined)(chosen).endpoint).toBe(7);
});

it('shows a capture that comes first, unless somebody has chosen a view before', () => {
  const capture = { id: 3, name: 'a.pcap', isLive: false, frames: 1, seconds: 0, isOver: true, skipped: 0, bytes: 60, begins: 0 };
  const came = deskCame({ ...desk(row(7, 'open')), captures: [capture] }, 0);
  expect(came(FIRST).view).toBe('captures');
  expect(came(show('live')(FIRST)).view).toBe('live');
});
