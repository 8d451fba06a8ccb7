/** A helper: a worker thread or a child process of ours that serves one client with the words of the command line that it was started with. */

import { fork } from 'node:child_process';
import { parentPort, Worker } from 'node:worker_threads';
import { IoError } from '../../../core/fault.ts';
import type { Line } from '../../../core/said.ts';
import { listenForAbort } from '../../base/abort-listener.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { now } from '../../base/clock.ts';
import { abortReason } from '../../base/errors.ts';
import type { ChannelFacts, Tap } from '../../base/tap.ts';
import { type ChannelMessage, type MessageEnd, messageChannel } from '../../channels/message-channel.ts';
import { safeEnv } from '../../program/child-env.ts';
import { type Heard, Retold, Teller, type Told } from './told.ts';

export interface Helper {
  /** `thread 3`, `process 4711`. */
  readonly name: string;
  readonly channel: OpenChannel;
  /** Ended, whether it is ready or not. */
  end(): void;
}

/** What runs in it, and the words that it is told. */
export interface HelperProgram {
  readonly file: string;
  readonly words: readonly string[];
  /** Who hears what it says, and sees what passes on channels of its own. */
  say(line: Line): void;
  readonly tap: Tap | undefined;
}

type FromHelper = ChannelMessage | Told;
type ToHelper = ChannelMessage | Heard;
type Take = (message: ChannelMessage) => void;
type Gone = (error?: Error) => void;

export const startThread = (program: HelperProgram): Helper => {
  const worker = new Worker(program.file, { argv: [...program.words], stdout: false, stderr: false });
  const name = `thread ${worker.threadId}`;
  const told = retold(program, (message) => worker.postMessage(message));
  const end: MessageEnd = {
    post: (message) => worker.postMessage(message),
    listen: (take: Take, gone: Gone) => {
      worker.on('message', apart(told, take));
      worker.once('error', (cause: Error) => gone(broken(name, cause.message)));
      worker.once('exit', (code) => {
        told.end(now());
        gone(code === 0 ? undefined : broken(name, `it ended with ${code}`));
      });
    },
    close: () => {},
  };
  return helper(name, end, () => void worker.terminate());
};

export const startProcess = (program: HelperProgram): Helper => {
  const child = fork(program.file, [...program.words], {
    serialization: 'advanced',
    env: safeEnv(process.env, undefined),
    execArgv: [],
  });
  const name = `process ${child.pid ?? '(none)'}`;
  const post = (message: ToHelper): void => {
    if (child.connected) child.send(message, () => {});
  };
  const told = retold(program, post);
  const end: MessageEnd = {
    post,
    listen: (take: Take, gone: Gone) => {
      child.on('message', (message) => apart(told, take)(message as FromHelper));
      child.once('error', (cause) => gone(broken(name, cause.message)));
      child.once('disconnect', () => told.end(now()));
      child.once('exit', (code, signal) => gone(code === 0 ? undefined : broken(name, `it ended with ${signal ?? code}`)));
    },
    close: () => {},
  };
  return helper(name, end, () => void child.kill());
};

const retold = ({ say, tap }: HelperProgram, heard: (message: Heard) => void): Retold => new Retold({ say, tap, heard });

/** What belongs to the client's channel goes on; the rest is done here. */
const apart =
  (told: Retold, take: Take) =>
  (message: FromHelper): void => {
    if (message.kind === 'say' || message.kind === 'wire') told.take(message);
    else take(message);
  };

const helper = (name: string, end: MessageEnd, stop: () => void): Helper => {
  const at = now();
  const channel = messageChannel({ scheme: 'helper', role: 'initiator', local: 'wirecat', remote: name, started: at, opened: at }, end);
  return { name, channel, end: stop };
};

const broken = (name: string, why: string): IoError => new IoError(name, 'EHELPER', `${name} that served this client is gone: ${why}`);

/** What a helper is told of its client. */
export interface HelpedClient {
  readonly facts: ChannelFacts;
  /** Somebody records the packets. */
  readonly isWatched: boolean;
}

/** In a helper: the one client it is there for, and the parent, who is told things beside. */
export interface Helped {
  readonly channel: OpenChannel;
  say(line: Line): void;
  /** Undefined where nobody records the packets. */
  readonly tap: Tap | undefined;
}

/** `client`: a HelpedClient as JSON; undefined where this is no helper. */
export const helperChannel = (client: string, signal: AbortSignal): Helped | undefined => {
  const end = parentPort === null ? processEnd() : portEnd(parentPort);
  if (end === undefined) return undefined;
  const { facts, isWatched } = JSON.parse(client) as HelpedClient;
  const teller = new Teller((told) => end.post(told));
  const channel = messageChannel(facts, {
    ...end,
    listen: (take, gone) => end.listen((message) => (message.kind === 'heard' ? teller.heard(message) : take(message)), gone),
  });
  channel.ledger.whenOver(listenForAbort(signal, () => channel.abort(abortReason(signal))));
  return { channel, say: (line) => teller.say(line), tap: isWatched ? teller.tap : undefined };
};

/** What a helper has of its parent. */
interface ParentEnd {
  post(message: FromHelper): void;
  listen(take: (message: ToHelper) => void, gone: Gone): void;
  close(): void;
}

const portEnd = (port: NonNullable<typeof parentPort>): ParentEnd => ({
  post: (message) => port.postMessage(message),
  listen: (take, gone) => {
    port.on('message', take);
    port.once('close', () => gone());
  },
  close: () => port.close(),
});

/** What was said is delivered before it closes. */
const processEnd = (): ParentEnd | undefined => {
  if (process.send === undefined) return undefined;
  let [saying, closing] = [0, false];
  const leave = (): void => {
    if (closing && saying === 0 && process.connected) process.disconnect?.();
  };
  const said = (): void => {
    saying--;
    leave();
  };
  return {
    post: (message) => {
      if (!process.connected) return;
      saying++;
      process.send?.(message, undefined, {}, said);
    },
    listen: (take, gone) => {
      process.on('message', (message) => take(message as ToHelper));
      process.once('disconnect', () => gone());
    },
    close: () => {
      closing = true;
      leave();
    },
  };
};
