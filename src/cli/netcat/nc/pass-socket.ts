/** `-F`: the connected socket itself goes to whoever reads standard output, which must be a unix socket (ssh's ProxyUseFdpass). */
import { isatty } from 'node:tty';
import { strerror } from '../../../io/host/strerror.ts';
import { NcError } from '../nc-error.ts';
import { systemFor } from '../system.ts';

/** `fd` is negative where Node does not tell it; `close` lets go of our own side. */
export const passSocket = (fd: number, close: () => void): void => {
  if (isatty(1)) throw new NcError('Cannot pass file descriptor to tty');
  const system = systemFor('-F');
  if (fd < 0) throw new NcError('-F: this version of Node does not tell the number of a socket');
  try {
    system.passDescriptor(1, fd);
  } catch (error) {
    throw new NcError(`sendmsg: ${strerror(error)}`);
  } finally {
    close();
  }
};
