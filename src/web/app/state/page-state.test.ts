import { expect, it } from 'vitest';
import type { Desk, EndpointRow } from '../../messages/desk.ts';
import { arrived, choose, chosenIn, deskCame, FIRST, LIVE, lookAt, made, show, tell } from './page-state.ts';

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
  const capture = { id: 3, name: 'a.pcap', isLive: false, frames: 1, seconds: 0, isOver: true, skipped: 0, bytes: 60 };
  const came = deskCame({ ...desk(row(7, 'open')), captures: [capture] }, 0);
  expect(came(FIRST).view).toBe('captures');
  expect(came(show('live')(FIRST)).view).toBe('live');
});

const file = (id: number, frames: number, isOver = true) =>
  ({
    id,
    name: `${id}.pcap`,
    isLive: false,
    frames,
    seconds: 0,
    isOver,
    progress: isOver ? 1 : 0.5,
    skipped: 0,
    bytes: 60,
  }) as const;
const asked = (capture: number, packet: number) =>
  choose(capture, { packet, follows: false })({ ...FIRST, view: 'captures', isViewChosen: true, capture });

it('says that what an address leads to is not there, and goes on with what there is', () => {
  const came = deskCame({ ...desk(row(7, 'open')), captures: [file(3, 96)] }, 0);
  expect(came(asked(3, 96))).toMatchObject({ capture: 3, notice: '' });
  const past = came(asked(3, 97));
  expect(past.notice).toBe('There is no packet 97: they are numbered from 1 to 96.');
  expect(chosenIn(past, 3)).toMatchObject({ packet: 0, follows: true });
  expect(came(asked(9, 1))).toMatchObject({ capture: 3, notice: expect.stringContaining('not open any more') });
  expect(came({ ...FIRST, isViewChosen: true, endpoint: 70 })).toMatchObject({ endpoint: 7, notice: expect.stringContaining('forgotten') });
  // The same where somebody goes back to it.
  const gone = arrived({ ...came(asked(3, 1)), capture: 9 });
  expect(gone).toMatchObject({ capture: 3, notice: expect.stringContaining('not open any more') });
});

it('keeps to the live session where that was chosen among the captures', () => {
  const came = deskCame({ ...desk(row(7, 'open')), captures: [{ ...file(LIVE, 7), isLive: true }, file(3, 96)] }, 0);
  const live = { ...came(FIRST), capture: LIVE };
  expect(came(FIRST).capture).toBe(3);
  expect(came(live).capture).toBe(LIVE);
  expect(came({ ...live, view: 'live' }).capture).toBe(3);
});

it('waits for a packet while its file is read', () => {
  const reading = deskCame({ ...desk(), captures: [file(3, 50, false)] }, 0)(asked(3, 97));
  expect([chosenIn(reading, 3).packet, reading.notice]).toEqual([97, '']);
  const whole = (frames: number) => deskCame({ ...desk(), now: 2, captures: [file(3, frames)] }, 0)(reading);
  expect(chosenIn(whole(97), 3).packet).toBe(97);
  expect(whole(96).notice).toBe('There is no packet 97: they are numbered from 1 to 96.');
});
