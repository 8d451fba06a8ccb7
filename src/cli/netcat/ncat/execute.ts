/** `-e` and `-c`: a program on the connection. It is started as typed, with our environment and who the peer is, and it may outlive us. */
import type { OpenChannel } from '../../../io/base/channel.ts';
import { strerror } from '../../../io/host/strerror.ts';
import { peerVariables } from '../../../io/program/child-env.ts';
import { openProgram } from '../../../io/program/program.ts';
import { withCrLf } from '../send.ts';
import { telnetRefusals } from '../telnet.ts';
import { gracefulClose } from './graceful-close.ts';
import type { NcatRun } from './run.ts';

export interface ProgramCommand {
  readonly shell: boolean;
  readonly command: string;
}

/** Resolves when the program's output or the connection has ended; the connection is closed then. Never rejects for the peer's sake. */
export const execute = async (channel: OpenChannel, command: ProgramCommand, run: NcatRun): Promise<void> => {
  run.messages.debug(`Executing${command.shell ? ' with shell' : ''}: ${command.command}`);
  const program = await start(channel, command, run);
  if (program !== undefined) {
    await relay(channel, program, run);
    program.close();
  }
  if (run.plan.datagrams) channel.close();
  else await gracefulClose(channel);
};

/** Undefined where it cannot be run, which is told as the child of a fork would tell it. */
const start = async (channel: OpenChannel, command: ProgramCommand, run: NcatRun): Promise<OpenChannel | undefined> => {
  const argv = command.shell ? ['/bin/sh', '-c', command.command] : splitWords(command.command);
  const program = {
    scheme: 'exec',
    place: command.command,
    ...(command.shell && { argv0: 'sh' }),
    argv: argv[0] === undefined || argv[0].includes('/') ? argv : [`./${argv[0]}`, ...argv.slice(1)],
    env: { ...process.env, ...variables(channel) },
    stderr: 'inherit',
    pipes: true,
    leave: true,
    most: Number.MAX_SAFE_INTEGER,
  } as const;
  try {
    if (argv.length === 0) throw Object.assign(new Error('no program'), { code: 'EFAULT' });
    return await openProgram(program, {}, run.signal);
  } catch (cause) {
    if (run.signal.aborted) throw cause;
    run.messages.plain(`exec: ${strerror(cause)}`);
    return undefined;
  }
};

/** NCAT_REMOTE_ADDR and its kind. A unix socket has the names that Ncat gives it. */
const variables = (channel: OpenChannel): Readonly<Record<string, string>> => {
  const { facts } = channel;
  const proto = facts.scheme === 'udp' || facts.framing === 'datagram' ? 'UDP' : 'TCP';
  const names = { ...peerVariables(facts, 'NCAT'), NCAT_PROTO: proto };
  return facts.remoteIp === undefined ? { ...names, NCAT_REMOTE_ADDR: 'localhost', NCAT_LOCAL_ADDR: 'localhost' } : names;
};

/** Words apart by blanks; a backslash takes the next character as it is. Quotes are nothing special. */
export const splitWords = (line: string): readonly string[] =>
  (line.match(/(?:\\[\s\S]|[^\s\\])+/g) ?? []).map((word) => word.replace(/\\([\s\S])/g, '$1'));

/** Milliseconds of silence that a program gets for its last words after the peer's end. */
const LAST_WORDS = 1000;

const relay = async (channel: OpenChannel, program: OpenChannel, run: NcatRun): Promise<void> => {
  const talked = programToPeer(program, channel, run);
  const heard = peerToProgram(channel, program, run);
  const gone = heard.then((how) => (how === 'cut' ? undefined : silence(program)));
  await Promise.race([talked, gone]);
};

const peerToProgram = async (channel: OpenChannel, program: OpenChannel, run: NcatRun): Promise<'end' | 'cut'> => {
  const refusals = run.plan.flags.telnet ? telnetRefusals() : undefined;
  try {
    for await (const chunk of channel.incoming) {
      if (run.plan.datagrams && chunk.length === 0) break;
      const answer = refusals?.(chunk);
      if (answer !== undefined && answer.length > 0) await channel.write(answer);
      await program.write(chunk).catch(() => {}); // it reads no more, and may still have something to say
    }
    await program.end().catch(() => {});
    return 'end';
  } catch {
    return 'cut';
  }
};

const programToPeer = async (program: OpenChannel, channel: OpenChannel, run: NcatRun): Promise<void> => {
  const { crlf, recvOnly } = run.plan.flags;
  let before = 0;
  try {
    for await (const chunk of program.incoming) {
      if (recvOnly) continue;
      await channel.write(crlf ? withCrLf(chunk, before) : chunk);
      before = chunk.at(-1) ?? before;
    }
  } catch {
    // one of them is gone: it is over
  }
};

/** Resolves when the program has said nothing for a while. */
const silence = async (program: OpenChannel): Promise<void> => {
  for (let before = -1; before !== program.ledger.received; ) {
    before = program.ledger.received;
    await new Promise((resolve) => setTimeout(resolve, LAST_WORDS).unref());
  }
};
