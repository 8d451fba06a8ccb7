/** The endpoints: one sorted line each. Files here import heavy `node:` modules (tls, dgram, http) inside `open` and `accept`, not at the top. */
import type { EndpointType } from '../endpoint.ts';
import { exec } from './exec.ts';
import { fd } from './fd.ts';
import { fifo } from './fifo.ts';
import { file } from './file.ts';
import { memory } from './memory.ts';
import { npipe } from './npipe.ts';
import { pipe } from './pipe.ts';
import { pty } from './pty.ts';
import { sh } from './sh.ts';
import { stdio } from './stdio.ts';
import { tcp } from './tcp.ts';
import { udp } from './udp.ts';
import { unix } from './unix.ts';
import { unixgram } from './unixgram.ts';

export const endpoints: readonly EndpointType[] = [exec, fd, fifo, file, memory, npipe, pipe, pty, sh, stdio, tcp, udp, unix, unixgram];
