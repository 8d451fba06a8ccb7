/** `-F`: the connected socket itself goes to whoever reads standard output, which must be a unix socket (ssh's ProxyUseFdpass). */
import type { Socket } from 'node:net';
import { isatty } from 'node:tty';
import { streamDescriptor } from '../../../io/host/descriptor.ts';
import { strerror } from '../../../io/host/strerror.ts';
import { NcError } from '../nc-error.ts';
import { systemFor } from '../system.ts';

export const passSocket = async (socket: Socket): Promise<void> => {
  if (isatty(1)) throw new NcError('Cannot pass file descriptor to tty');
  const system = systemFor('-F');
  const fd = streamDescriptor(socket);
  if (fd < 0) throw new NcError('-F: this version of Node does not tell the number of a socket');
  try {
    system.passDescriptor(1, fd);
  } catch (error) {
    throw new NcError(`sendmsg: ${strerror(error)}`);
  } finally {
    socket.destroy();
  }
};
