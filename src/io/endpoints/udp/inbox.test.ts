/** Inbox: datagrams wait for who wants them. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { Inbox, inboxPeer, inboxPeers } from './inbox.ts';
import { bindSocket } from './socket.ts';

const made: Socket[] = [];
afterEach(() => {
  for (const socket of made.splice(0)) socket.close();
});

const sender = async (): Promise<Socket> => {
  const socket = createSocket('udp4');
  made.push(socket);
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
};

const inbox = async (): Promise<Inbox> => {
  const at = { host: '127.0.0.1', port: 0 };
  return new Inbox(await bindSocket(at, { family: 4, address: '127.0.0.1' }, 'udp', 'to bind'));
};

const say = (from: Socket, to: Inbox, text: string): Promise<void> =>
  new Promise((resolve) => from.send(text, to.socket.address().port, '127.0.0.1', () => resolve()));

it('gives the first sender, then its datagrams, and takes an empty one for the end', async () => {
  const [own, first, second] = [await inbox(), await sender(), await sender()];
  await say(first, own, 'one');
  const from = await own.firstSender();
  expect(from.port).toBe(first.address().port);
  await say(second, own, 'of another');
  await own.connect(from);
  await say(first, own, 'two');
  await say(first, own, '');
  const channel = inboxPeer(own, from);
  const heard: string[] = [];
  for await (const chunk of channel.incoming) heard.push(Buffer.from(chunk).toString());
  expect(heard).toEqual(['one', 'two']);
  channel.abort(new Error('over'));
});

it('of everybody has no end, and nobody to write to', async () => {
  const [own, first, second] = [await inbox(), await sender(), await sender()];
  const channel = inboxPeers(own);
  const chunks = channel.incoming[Symbol.asyncIterator]();
  const heard: string[] = [];
  for (const [from, text] of [
    [first, 'a'],
    [first, ''],
    [second, 'b'],
  ] as const) {
    await say(from, own, text);
    if (text !== '') heard.push(Buffer.from((await chunks.next()).value ?? []).toString());
  }
  expect(heard).toEqual(['a', 'b']);
  await expect(channel.write(Buffer.from('x'))).rejects.toMatchObject({ code: 'EPIPE', at: { by: 'system', code: 'EPIPE' } });
  channel.abort(new Error('over'));
});
