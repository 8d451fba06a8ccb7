/** stdioChannel: standard input and output as they are, or with what would steer a terminal made visible. */
import { isatty } from 'node:tty';
import type { OpenChannel } from '../../io/base/channel.ts';
import { now } from '../../io/base/clock.ts';
import { JoinedChannel } from '../../io/channels/joined-channel.ts';
import { openStdio } from '../../io/endpoints/stdio/stdio.ts';
import { readFd } from '../../io/fd/fd-read.ts';
import type { Output } from '../command/output.ts';
import { terminalWrite } from '../terminal/terminal-write.ts';

/** Whether a person types. */
export const isInteractive = (): boolean => isatty(0);

/** `raw` gives a terminal the bytes as they are. */
export const stdioChannel = (out: Output, raw: boolean): OpenChannel => {
  if (!out.isTerminal || raw) return openStdio(0, 1);
  const at = now();
  const facts = { scheme: 'stdio', role: 'initiator', local: 'wirecat', remote: 'stdio', started: at, opened: at } as const;
  return new JoinedChannel(facts, { place: 'stdio', read: readFd(0, true), write: terminalWrite(out), deafIsBroken: true });
};
