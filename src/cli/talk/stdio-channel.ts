/** stdioChannel: standard input and output as they are, or with what would steer a terminal made visible, and notices on lines of their own. */
import { isatty } from 'node:tty';
import type { OpenChannel } from '../../io/base/channel.ts';
import { openStdio, openStdioWith } from '../../io/endpoints/stdio/stdio.ts';
import type { Output } from '../command/output.ts';
import { terminalWrite } from '../terminal/terminal-write.ts';

/** Whether a person types. */
export const isInteractive = (): boolean => isatty(0);

/** `raw` gives a terminal the bytes as they are. */
export const stdioChannel = (out: Output, raw: boolean): OpenChannel =>
  !out.isShared || raw ? openStdio(0, 1) : openStdioWith(0, () => terminalWrite(out));
