/** The endpoints: one sorted line each. Files here import heavy `node:` modules (tls, dgram, http) inside `open` and `accept`, not at the top. */
import type { EndpointType } from '../base/endpoint.ts';
import { exec } from './exec/exec.ts';
import { fd } from './fd/fd.ts';
import { fifo } from './fifo/fifo.ts';
import { file } from './file/file.ts';
import { memory } from './memory/memory.ts';
import { npipe } from './npipe/npipe.ts';
import { packet } from './packet/packet.ts';
import { pipe } from './pipe/pipe.ts';
import { pty } from './pty/pty.ts';
import { raw } from './raw/raw.ts';
import { sh } from './sh/sh.ts';
import { stdio } from './stdio/stdio.ts';
import { tcp } from './tcp/tcp.ts';
import { udp } from './udp/udp.ts';
import { unix } from './unix/unix.ts';
import { unixgram } from './unixgram/unixgram.ts';

export const endpoints: readonly EndpointType[] = [
  exec,
  fd,
  fifo,
  file,
  memory,
  npipe,
  packet,
  pipe,
  pty,
  raw,
  sh,
  stdio,
  tcp,
  udp,
  unix,
  unixgram,
];
