/** Ncat from its words to its exit code. */

import { inputChannel, inputReader } from '../../../io/endpoints/stdio/input.ts';
import type { Context } from '../../command/command.ts';
import { endBySignal } from '../end-by-signal.ts';
import { takeWire, type WireWishes } from '../wire-options.ts';
import { type Flags, readFlags } from './flags.ts';
import { HELP } from './help.ts';
import { type NcatMessages, ncatMessages } from './messages.ts';
import { makePlan, type Plan } from './plan.ts';
import { Quit } from './quit.ts';
import { makeRun, type NcatRun, untilStopped } from './run.ts';
import { openLog } from './session-log.ts';
import { MOST_READ, timedReads } from './timed-reads.ts';

export const runNcat = async (argv: readonly string[], context: Context): Promise<number> => {
  try {
    const { words, wishes } = takeWire(argv);
    const flags = readFlags(words, context.env['POSIXLY_CORRECT'] !== undefined);
    if (flags === 'help') context.out.write(HELP);
    else await runFlags(flags, wishes, context);
    return 0;
  } catch (cause) {
    if (!(cause instanceof Quit)) throw cause;
    ncatMessages(context.err, 0, false).quit(cause);
    return cause.exitCode;
  }
};

const runFlags = async (flags: Flags, wishes: WireWishes | undefined, context: Context): Promise<void> => {
  const messages = ncatMessages(context.err, flags.verbose, flags.test === true);
  const stop = new AbortController();
  const { output, hexDump, append = false, sendOnly = false } = flags;
  const log = openLog({ output, hexDump, append, sendOnly }, (last) => stop.abort(last));
  const plan = await makePlan(flags, messages, context.env);
  warn(plan, messages);
  const several = flags.keepOpen === true || flags.broker === true || plan.mode === 'proxy';
  const types = flags.exec === undefined && plan.mode !== 'proxy';
  const wire = wishes && (await (await import('../wire.ts')).openWire(wishes, { several, types, above: messages.above }, context));
  const typed = inputReader(wire?.typing?.input ?? inputChannel('ncat'));
  const input = flags.delay === undefined ? typed : timedReads(typed, MOST_READ);
  const run = makeRun({ plan, messages, input, out: context.out, log, wire, stop });
  if (flags.exec !== undefined) await takeProgramsAlong();
  const ciphers = ciphersText(plan);
  if (context.out.isTerminal) context.out.write(ciphers);
  try {
    await Promise.race([modeOf(run), untilStopped(stop.signal)]);
  } finally {
    input.release();
    run.idle?.stop();
    stop.abort(new Quit('', 0)); // what is still open is cut
    if (wire !== undefined) await run.closed();
    await wire?.close();
    if (!context.out.isTerminal) context.out.write(ciphers);
  }
};

/**
 * What the original says of `--ssl-ciphers` on standard output: at once on a terminal; elsewhere in the end, from its buffer, unless the
 * peer's end has closed standard output before.
 */
const ciphersText = ({ mode, flags }: Plan): string =>
  mode === 'connect' && flags.ssl && flags.sslCiphers !== undefined ? `setting ciphers: ${flags.sslCiphers}\n` : '';

/** Programs that were started end with us. Without them, and in the end with them too, a signal ends this process as any other. */
const takeProgramsAlong = async (): Promise<void> => {
  const { killAll } = await import('../../../io/program/process-group.ts');
  endBySignal(killAll);
};

const modeOf = async (run: NcatRun): Promise<void> => {
  const { plan, messages } = run;
  const tls = plan.flags.ssl ? (await import('./tls.ts')).tlsOf(plan, messages) : undefined;
  if (plan.mode === 'connect') return (await import('./connect.ts')).connectMode(run, tls);
  if (plan.mode === 'proxy') return (await import('./proxy-server.ts')).proxyMode(run, tls);
  if (plan.datagrams) return (await import('./listen-datagrams.ts')).listenDatagrams(run);
  return (await import('./listen.ts')).listenMode(run, tls);
};

/** For people at a terminal: where Ncat's ways are less careful than Wirecat's own. */
const warn = (plan: Plan, messages: NcatMessages): void => {
  const { flags } = plan;
  const open = plan.mode !== 'connect' && plan.transport !== 'unix' && plan.host === '' && plan.admits === undefined;
  if (open && flags.exec !== undefined) messages.warn('anybody who can reach this machine can use that program (--allow names who may)');
  else if (open && plan.mode === 'proxy')
    messages.warn('reachable from other machines, whatever host is named: so Ncat listens as a proxy (--allow names who may use it)');
  else if (open) messages.warn('reachable from other machines (no host was given, no --allow)');
  if (plan.mode === 'connect' && flags.ssl && !flags.sslVerify) messages.warn('any certificate is taken (--ssl-verify checks it)');
};
