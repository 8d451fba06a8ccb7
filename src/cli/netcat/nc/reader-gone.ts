/** readerGone: whether the reader of standard output has left, asked of the system without a byte (poll(2)). */
import { fstatSync } from 'node:fs';
import { type Native, native } from '../../../io/host/native.ts';

/** Undefined where standard output is no pipe or socket. Where the optional package koffi is missing nobody is ever gone: the next write meets it. */
export const readerGone = (): (() => boolean) | undefined => {
  const output = fstatSync(1);
  if (!output.isFIFO() && !output.isSocket()) return undefined;
  let system: Native | undefined;
  const load = async (): Promise<void> => {
    system = await native('nc', 'the end of whoever reads standard output').catch(() => undefined);
  };
  void load();
  return () => system !== undefined && hangsUp(system);
};

const hangsUp = (system: Native): boolean => {
  const asked = Int16Array.of(0, 0, 0, 0); // struct pollfd
  new Int32Array(asked.buffer).set([1]);
  system.poll(new Uint8Array(asked.buffer), 1, 0);
  return ((asked[3] ?? 0) & (POLLERR | POLLHUP)) !== 0;
};

const [POLLERR, POLLHUP] = [8, 16];
