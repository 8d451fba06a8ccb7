/** runMode: listens or connects, as the options of nc say. */
import type { Context } from '../../command/command.ts';
import type { NetcatWire } from '../wire.ts';
import type { WireWishes } from '../wire-options.ts';
import { connectMode } from './connect-mode.ts';
import { explainOptions } from './explain-options.ts';
import type { TcpListener } from './listen.ts';
import { listenMode } from './listen-mode.ts';
import type { NcMessages } from './messages.ts';
import type { NcOptions } from './options.ts';
import { NcRun } from './run.ts';
import { signatureKey } from './socket-options.ts';

/** A person types lines between the packets, unless a program takes the place of standard input and output. */
const openWire = async (o: NcOptions, wishes: WireWishes, context: Context, messages: NcMessages): Promise<NetcatWire> => {
  const types = o.exec === undefined && !o.scan && !o.raw;
  return (await import('../wire.ts')).openWire(wishes, { several: o.keep, types, above: messages.above }, context);
};

/** Gives the exit code. `early` listens already. */
export const runMode = async (
  o: NcOptions,
  early: TcpListener | undefined,
  wishes: WireWishes | undefined,
  context: Context,
  messages: NcMessages,
): Promise<number> => {
  if (o.verbose > 1) for (const line of explainOptions(o)) messages.complain(line);
  if (o.socket.md5) signatureKey(); // the original asks first, whatever follows
  const wire = wishes && (await openWire(o, wishes, context, messages));
  const run = new NcRun(o, context, messages, wire);
  try {
    return await (o.listen ? listenMode(o, early, run, messages) : connectMode(o, run, messages));
  } finally {
    run.close();
    await wire?.close();
  }
};
