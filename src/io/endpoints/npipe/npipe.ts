/**
 * Endpoint `npipe:` : a named pipe of Windows, `\\.\pipe\NAME`. Elsewhere a unix socket in a folder of this user's own, so that the same
 * words work everywhere.
 */

import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { EndpointType } from '../../base/endpoint.ts';
import { acceptUnix, openUnix, type SocketPlace } from '../../net/unix-socket.ts';

export interface NpipeAddress {
  readonly name: string;
}

export const npipe: EndpointType<NpipeAddress> = {
  scheme: 'npipe',
  title: 'Named pipe of Windows; elsewhere a unix socket of this user',
  example: 'npipe:mypipe',
  framing: 'stream',
  parse: (text) => {
    const name = text.replace(/^[\\/]{2}\.[\\/]pipe[\\/]/i, '');
    if (!/^[\w.-]{1,60}$/.test(name) || /^\.+$/.test(name)) throw new UsageError(`npipe:${text}`, sayWrong('npipeName'), text);
    return { name };
  },
  print: (at) => `npipe:${at.name}`,
  open: async (at, options, signal) => openUnix(await placeOf(at), options, signal),
  accept: async (at, options, signal) => acceptUnix(await placeOf(at), options, signal),
};

const placeOf = async (at: NpipeAddress): Promise<SocketPlace> => {
  const place = npipe.print(at);
  const { pipePath } = await import('./pipe-folder.ts');
  return { scheme: 'npipe', place, name: at.name, path: await pipePath(at.name, place) };
};
