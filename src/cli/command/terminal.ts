/** Whether a descriptor may be a terminal, without loading node:tty (1 ms) where it plainly is none. */
import { fstatSync } from 'node:fs';

/** False for files, pipes, sockets and /dev/null (character device 1:3). */
export const mayBeTerminal = (fd: number): boolean => {
  const stat = fstatSync(fd);
  return stat.isCharacterDevice() && stat.rdev !== NULL_DEVICE;
};

const NULL_DEVICE = 0x103;
