/** `-e` and `-c`: a program whose standard input and output are the connection itself, as the traditional netcat has it. */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import { constants } from 'node:os';
import type { FastChannel } from '../../io/channel.ts';
import { now } from '../../io/clock.ts';
import { readSocket } from '../../io/fd-read.ts';
import { writeSocket } from '../../io/fd-write.ts';
import { JoinedChannel } from '../../io/joined-channel.ts';
import { pump } from '../../io/pump.ts';
import { splitWords } from '../../io/shell-words.ts';
import { strerror } from '../../io/strerror.ts';
import { Refusal } from './refusal.ts';
import { sendSlowly } from './send.ts';

export interface Program {
  readonly shell: boolean;
  readonly text: string;
}

/** Runs it with the socket, which it alone holds from then on; gives its exit code. Throws a Refusal where it cannot be started. */
export const execOn = (socket: Socket, program: Program): Promise<number> => {
  const child = start(program, [socket, socket, 'inherit']);
  socket.destroy(); // the child has its own
  return endOf(child, program);
};

/** The same with datagrams, through pipes: what has come is in our hands already. Each stretch of output is sent as one. */
export const execThrough = async (channel: FastChannel, program: Program): Promise<number> => {
  const child = start(program, ['pipe', 'pipe', 'inherit']);
  const pipes = pipesOf(child);
  void pump(channel, pipes).then(() => pipes.close());
  const sent = sendSlowly(pipes, channel, { crlf: false, datagrams: true });
  try {
    const code = await endOf(child, program);
    await sent;
    return code;
  } finally {
    channel.close();
    await channel.ledger.closing;
  }
};

const pipesOf = ({ stdin, stdout }: ChildProcess): FastChannel => {
  if (!(stdin instanceof Socket && stdout instanceof Socket)) throw new Error('a standard stream of a child is a socket');
  const at = now();
  const facts = { scheme: 'exec', role: 'initiator', local: '', remote: '', started: at, opened: at } as const;
  return new JoinedChannel(facts, {
    place: '-e',
    read: (to) => readSocket(stdout, to),
    write: (failed) => writeSocket(stdin, failed),
  });
};

const start = (program: Program, stdio: StdioOptions): ChildProcess => {
  const [file = '', ...words] = program.shell ? ['/bin/sh', '-c', program.text] : wordsOf(program.text);
  return spawn(file, words, { stdio });
};

const endOf = async (child: ChildProcess, program: Program): Promise<number> => {
  const forward = forwardSignals(child);
  try {
    return await codeOfEnd(child);
  } catch (error) {
    throw new Refusal(`exec ${program.text} failed: ${strerror(error)}`);
  } finally {
    forward.stop();
  }
};

/** A file by its name, even with blanks in it; else a program with its words. */
const wordsOf = (text: string): readonly string[] => (existsSync(text) ? [text] : splitWords(text, '-e'));

const codeOfEnd = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });

/** In the original the program takes the place of nc, so signals reach it. */
const forwardSignals = (child: ChildProcess): { stop(): void } => {
  const handlers = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => [signal, () => void child.kill(signal)] as const);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return {
    stop: () => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
    },
  };
};
