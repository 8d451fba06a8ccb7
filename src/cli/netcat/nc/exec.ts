/**
 * `-e` and `-c`: a program whose standard input and output are the connection itself, as the traditional netcat has it. There the connection
 * is reset when the program ends without having read all that came, and its last words may be lost; here it is ended in order.
 */
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import { constants } from 'node:os';
import { basename } from 'node:path';
import type { FastChannel } from '../../../io/base/channel.ts';
import { now } from '../../../io/base/clock.ts';
import { JoinedChannel } from '../../../io/channels/joined-channel.ts';
import { discardIncoming } from '../../../io/channels/lingering-close.ts';
import { readSocket } from '../../../io/fd/fd-read.ts';
import { writeSocket } from '../../../io/fd/fd-write.ts';
import { canUnblock, unblock } from '../../../io/host/descriptor.ts';
import { strerror } from '../../../io/host/strerror.ts';
import { pump } from '../../../io/link/pump.ts';
import type { SocketChannel } from '../../../io/net/socket-channel.ts';
import { splitWords } from '../../../io/program/shell-words.ts';
import { NcError } from '../nc-error.ts';
import { sendSlowly } from '../send.ts';

export interface ExecCommand {
  readonly shell: boolean;
  readonly text: string;
}

/** Runs it with the socket, which nobody else reads meanwhile; gives its exit code. Throws a Refusal where it cannot be started. */
export const execOn = async (channel: SocketChannel, program: ExecCommand): Promise<number> => {
  const { socket } = channel;
  if (!canUnblock(socket)) return execThrough(channel, program, new Uint8Array());
  const started = start(program, [socket, socket, 'inherit', 'pipe']);
  const held = started.child.stdio?.[3]; // nothing where it could not be started
  const gone = allGone(held);
  try {
    const code = await endOf(started, program, 'exit');
    if (await gone()) await endInOrder(channel);
    return code;
  } finally {
    held?.destroy();
    socket.destroy();
  }
};

/** Whether the program and all that it started are gone: then nobody has the far end any more of the pipe that they inherit. */
const allGone = (held: unknown): (() => Promise<boolean>) => {
  if (held instanceof Socket) held.resume();
  return async () => {
    await twoTurns();
    return held instanceof Socket && held.readableEnded;
  };
};

/**
 * What the program has left unread would make a reset of a plain close. It is thrown away, and what the peer still sends, until its end;
 * a close after that, or after our patience, leaves what we have sent to the system.
 */
const endInOrder = async (channel: SocketChannel): Promise<void> => {
  unblock(channel.socket);
  const draining = discardIncoming(channel, PATIENCE.bytes);
  await twoTurns();
  if (channel.ledger.received === 0) return;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE.ms).unref());
  const atEnd = channel.end().then(() => draining);
  await Promise.race([atEnd, late]).catch(() => {}); // a peer who cuts has ended too
};

/** How long a peer may go on sending to a program that has ended. */
const PATIENCE = { ms: 2000, bytes: 1 << 24 };

/** In which the loop hears what the system has to tell already. */
const twoTurns = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

/**
 * The same through pipes, where what has come is in our hands already: datagrams, and `early` bytes that came with a proxy's answer. Each
 * stretch of output is sent as one.
 */
export const execThrough = async (channel: FastChannel, program: ExecCommand, early: Uint8Array): Promise<number> => {
  const started = start(program, ['pipe', 'pipe', 'inherit']);
  const pipes = pipesOf(started.child);
  giveAll(early, channel, pipes).catch(() => {}); // the program does not read any more; it may still write
  const sent = sendSlowly(pipes, channel, { crlf: false, datagrams: true });
  try {
    const code = await endOf(started, program, 'close');
    await sent;
    return code;
  } finally {
    channel.close();
    await channel.ledger.closing;
  }
};

/** After datagrams nothing is left to answer; a stream's end is the end of one direction. */
const giveAll = async (early: Uint8Array, channel: FastChannel, pipes: FastChannel): Promise<void> => {
  if (early.length > 0) await pipes.write(early);
  await pump(channel, pipes);
  if (channel.facts.framing === 'datagram') pipes.close();
  else await pipes.end();
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

interface Started {
  readonly child: ChildProcess;
  readonly forward: Forward;
}

/** Signals are its matter before it runs: it may have answered the peer, and the peer have ended us, before we are told that it has started. */
const start = (program: ExecCommand, stdio: StdioOptions): Started => {
  const [file = '', ...words] = program.shell ? ['/bin/sh', '-c', program.text] : wordsOf(program.text);
  const forward = forwardSignals(() => child);
  const child = spawn(file, words, { argv0: basename(file), stdio });
  return { child, forward };
};

const endOf = async ({ child, forward }: Started, program: ExecCommand, end: 'exit' | 'close'): Promise<number> => {
  try {
    return await codeOfEnd(child, end);
  } catch (error) {
    throw new NcError(`exec ${program.text} failed: ${strerror(error)}`);
  } finally {
    forward.stop();
  }
};

/** A file by its name, even with blanks in it; else a program with its words. */
const wordsOf = (text: string): readonly string[] => (existsSync(text) ? [text] : splitWords(text, '-e'));

const codeOfEnd = (child: ChildProcess, end: 'exit' | 'close'): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once(end, (code: number | null, signal: NodeJS.Signals | null) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });

interface Forward {
  stop(): void;
}

/** In the original the program takes the place of nc, so a signal reaches it, and nothing is left to listen for another client. */
const forwardSignals = (started: () => ChildProcess): Forward => {
  const handlers = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => {
    const die = (): void => {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    };
    const pass = (): void => {
      const child = started();
      child.kill(signal);
      if (isOver(child)) die();
      child.once('exit', die);
      setTimeout(die, PATIENCE.ms).unref(); // a program that stays has the connection to itself
    };
    return [signal, pass] as const;
  });
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return {
    stop: () => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
    },
  };
};

const isOver = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;
