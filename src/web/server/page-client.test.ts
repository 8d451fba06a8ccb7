import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { saidCatalogue } from '../../core/said.ts';
import { Workbench } from '../../run/workbench/workbench.ts';
import { loadWords } from '../../view/words/load.ts';
import type { Desk, ToPage } from '../messages/messages.ts';
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

  get desks(): readonly Desk[] {
    return this.heard.flatMap((m) => (m.kind === 'desk' ? [m.desk] : []));
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
