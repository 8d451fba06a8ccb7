/** closeWithoutUnlink: closes a listening unix socket as the classic netcats do: its file stays. */
import { linkSync, renameSync } from 'node:fs';
import type { Listener } from '../../base/endpoint.ts';

/** Node removes the file of a server that closes. A second name keeps it. */
export const closeWithoutUnlink = async (listener: Listener, path: string): Promise<void> => {
  const spare = `${path}.${process.pid}`;
  try {
    linkSync(path, spare);
  } catch {
    return listener.close(); // somebody removed or replaced it
  }
  await listener.close();
  renameSync(spare, path);
};
