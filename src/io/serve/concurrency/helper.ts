/** A helper: a worker thread or a child process of ours that serves one client with the words of the command line that it was started with. */
import { fork } from 'node:child_process';
import { parentPort, Worker } from 'node:worker_threads';
import { IoError } from '../../../core/fault.ts';
import { listenForAbort } from '../../base/abort-listener.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { now } from '../../base/clock.ts';
import { abortReason } from '../../base/errors.ts';
import type { ChannelFacts } from '../../base/tap.ts';
import { type ChannelMessage, type MessageEnd, messageChannel } from '../../channels/message-channel.ts';
import { safeEnv } from '../../program/child-env.ts';

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
}

type Take = (message: ChannelMessage) => void;
type Gone = (error?: Error) => void;

export const startThread = ({ file, words }: HelperProgram): Helper => {
  const worker = new Worker(file, { argv: [...words], stdout: false, stderr: false });
  const name = `thread ${worker.threadId}`;
  const end: MessageEnd = {
    post: (message) => worker.postMessage(message),
    listen: (take: Take, gone: Gone) => {
      worker.on('message', take);
      worker.once('error', (cause: Error) => gone(broken(name, cause.message)));
      worker.once('exit', (code) => gone(code === 0 ? undefined : broken(name, `it ended with ${code}`)));
    },
    close: () => {},
  };
  return helper(name, end, () => void worker.terminate());
};

export const startProcess = ({ file, words }: HelperProgram): Helper => {
  const child = fork(file, [...words], { serialization: 'advanced', env: safeEnv(process.env, undefined), execArgv: [] });
  const name = `process ${child.pid ?? '(none)'}`;
  const end: MessageEnd = {
    post: (message) => {
      if (child.connected) child.send(message, () => {});
    },
    listen: (take: Take, gone: Gone) => {
      child.on('message', (message) => take(message as ChannelMessage));
      child.once('error', (cause) => gone(broken(name, cause.message)));
      child.once('exit', (code, signal) => gone(code === 0 ? undefined : broken(name, `it ended with ${signal ?? code}`)));
    },
    close: () => {},
  };
  return helper(name, end, () => void child.kill());
};

const helper = (name: string, end: MessageEnd, stop: () => void): Helper => {
  const at = now();
  const channel = messageChannel({ scheme: 'helper', role: 'initiator', local: 'wirecat', remote: name, started: at, opened: at }, end);
  return { name, channel, end: stop };
};

const broken = (name: string, why: string): IoError => new IoError(name, 'EHELPER', `${name} that served this client is gone: ${why}`);

/** In a helper: the channel to the one client it is there for, of whom `facts` tells (JSON); undefined where this is no helper. */
export const helperChannel = (facts: string, signal: AbortSignal): OpenChannel | undefined => {
  const end = parentPort === null ? processEnd() : portEnd(parentPort);
  if (end === undefined) return undefined;
  const channel = messageChannel(JSON.parse(facts) as ChannelFacts, end);
  channel.ledger.whenOver(listenForAbort(signal, () => channel.abort(abortReason(signal))));
  return channel;
};

const portEnd = (port: NonNullable<typeof parentPort>): MessageEnd => ({
  post: (message) => port.postMessage(message),
  listen: (take, gone) => {
    port.on('message', take);
    port.once('close', () => gone());
  },
  close: () => port.close(),
});

/** What was said is delivered before it closes. */
const processEnd = (): MessageEnd | undefined => {
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
      process.on('message', (message) => take(message as ChannelMessage));
      process.once('disconnect', () => gone());
    },
    close: () => {
      closing = true;
      leave();
    },
  };
};
