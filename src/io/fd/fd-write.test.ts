/** Writing halves over Node's streams: what a child that has just ended makes of an end, and of bytes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { expect, it } from 'vitest';
import { writeSocket } from './fd-write.ts';

/** Of a program that reads until then. */
const inputOfChild = (): Socket => {
  const { stdin } = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'] });
  if (!(stdin instanceof Socket)) throw new Error('the input of a child is a socket');
  return stdin;
};

it('an end that is on its way when Node lets go of the stream has nobody to see it, and is no failure', async () => {
  const stdin = inputOfChild();
  const half = writeSocket(stdin, (cause) => expect.unreachable(String(cause)));
  const ended = half.end();
  stdin.destroy(); // what Node does to the input of a child that exits
  await expect(ended).resolves.toBeUndefined();
  await expect(half.end()).resolves.toBeUndefined();
});

it('bytes that are on their way then are told as not read', async () => {
  const stdin = inputOfChild();
  const half = writeSocket(stdin, () => {});
  stdin.destroy();
  await once(stdin, 'close');
  const error = await new Promise((resolve) => half.put(Buffer.from('x'), resolve));
  expect(error).toMatchObject({ code: 'EPIPE' });
});
