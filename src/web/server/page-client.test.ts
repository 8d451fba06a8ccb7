import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { saidCatalogue } from '../../core/said.ts';
import { Workbench } from '../../run/workbench/workbench.ts';
import { loadWords } from '../../view/words/load.ts';
import type { Desk } from '../messages/desk.ts';
import { deskAfter, EMPTY_DESK, MOST_ROWS } from '../messages/desk-news.ts';
import type { ToPage } from '../messages/messages.ts';
import { Desktop } from './desktop.ts';
import { PageClient } from './page-client.ts';

/** A socket whose far side takes as much as the test says. */
class SlowSocket extends EventEmitter {
  readonly OPEN = 1;
  readonly readyState = 1;
  bufferedAmount = 0;
  readonly heard: ToPage[] = [];

  send(text: string): void {
    this.heard.push(JSON.parse(text) as ToPage);
  }
  close(): void {}

  /** As a page puts them together. */
  get desks(): readonly Desk[] {
    const desks: Desk[] = [];
    for (const m of this.heard) if (m.kind === 'desk') desks.push(deskAfter(desks.at(-1) ?? EMPTY_DESK, m.desk));
    return desks;
  }
}

const RIGHTS = { mayControl: true, isGuest: false, application: 'wirecat', words: (await loadWords('en')).with(await saidCatalogue('en')) };

const somethingNew = (workbench: Workbench): void => {
  workbench.endpoints.add({ kind: 'connection', title: '', address: '', state: 'open', opened: 0, isOurs: false });
  workbench.changed();
};

it('tells a page that takes nothing nothing, and where things stand last once it takes again', async () => {
  const workbench = new Workbench({ onTrouble: () => {} });
  const socket = new SlowSocket();
  const client = new PageClient(socket as unknown as WebSocket, new Desktop(workbench), RIGHTS, () => {});
  await expect.poll(() => socket.desks.length).toBe(1);
  socket.bufferedAmount = 1 << 20;
  for (let k = 0; k < 40; k++) {
    somethingNew(workbench);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(socket.desks).toHaveLength(1);
  socket.bufferedAmount = 0;
  await expect.poll(() => socket.desks.length).toBe(2);
  expect(socket.desks[1]?.endpoints).toHaveLength(40);
  client.close();
  await workbench.close();
});

it('tells of many endpoints a part at a time, then of those that changed alone, and a page that comes anew of all', async () => {
  const workbench = new Workbench({ onTrouble: () => {} });
  const desktop = new Desktop(workbench);
  const open = (): { readonly socket: SlowSocket; readonly client: PageClient } => {
    const socket = new SlowSocket();
    return { socket, client: new PageClient(socket as unknown as WebSocket, desktop, RIGHTS, () => {}) };
  };
  const { socket, client } = open();
  await expect.poll(() => socket.desks.length).toBe(1);
  for (let k = 0; k < 150; k++) somethingNew(workbench);
  await expect.poll(() => socket.desks.at(-1)?.endpoints.length).toBe(150);
  const rows = socket.heard.flatMap((m) => (m.kind === 'desk' ? [m.desk.endpoints ?? []] : []));
  expect(Math.max(...rows.map((r) => r.length))).toBe(MOST_ROWS);
  expect(rows.flat()).toHaveLength(150);
  const { heard } = socket;
  const before = heard.length;
  const [, , third] = workbench.endpoints.all;
  if (third !== undefined) third.state = 'closed';
  workbench.changed();
  await expect.poll(() => heard.length).toBe(before + 1);
  expect(heard.at(-1)).toMatchObject({ kind: 'desk', desk: { endpoints: [{ id: third?.id, state: 'closed' }] } });
  expect(Object.keys((heard.at(-1) as Extract<ToPage, { kind: 'desk' }>).desk)).toEqual(['now', 'endpoints']);
  const anew = open();
  await expect.poll(() => anew.socket.desks[0]?.endpoints.length).toBe(150);
  anew.client.close();
  client.close();
  await workbench.close();
});
