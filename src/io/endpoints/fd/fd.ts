/** Endpoint `fd:` : file descriptors that this process was given. `fd:3` is used both ways, `fd:3,4` reads 3 and writes 4. */

import { fstatSync } from 'node:fs';
import { UsageError } from '../../../core/fault.ts';
import { sayWrong } from '../../../core/said.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { now } from '../../base/clock.ts';
import type { EndpointType, OpenOptions } from '../../base/endpoint.ts';
import { abortReason, ioError } from '../../base/errors.ts';
import { OnRead } from '../../base/on-read.ts';
import { JoinedChannel } from '../../channels/joined-channel.ts';
import { readFd } from '../../fd/fd-read.ts';
import { writeFdAsText } from '../../fd/fd-write.ts';
import { makeSocket } from '../../host/accepted-handles.ts';
import { SocketChannel } from '../../net/socket-channel.ts';
import { type Beginning, tcpFacts } from '../../net/socket-facts.ts';

export interface FdAddress {
  readonly input: number;
  readonly output: number;
}

export const fd: EndpointType<FdAddress> = {
  scheme: 'fd',
  title: 'File descriptors that this process was started with',
  example: 'fd:3',
  framing: 'stream',
  options: [],
  parse: (text) => {
    const match = /^(\d{1,9})(?:,(\d{1,9}))?$/.exec(text);
    if (match === null) throw new UsageError(`fd:${text}`, sayWrong('fdForm'), text);
    const input = Number(match[1]);
    return { input, output: match[2] === undefined ? input : Number(match[2]) };
  },
  print: (at) => (at.input === at.output ? `fd:${at.input}` : `fd:${at.input},${at.output}`),
  open: async (at: FdAddress, options: OpenOptions, signal: AbortSignal): Promise<OpenChannel> => {
    if (signal.aborted) throw abortReason(signal);
    try {
      for (const number of [at.input, at.output])
        if (!isGiven(number)) throw Object.assign(new Error('not ours to use'), { code: 'EBADF' });
      return at.input === at.output && isStream(at.input) ? openOne(at.input) : openTwo(at, options);
    } catch (cause) {
      throw ioError(fd.print(at), 'a descriptor that is open', cause, 'this process was not given one that can be used so');
    }
  },
};

/** What can be given: Node has descriptors of its own, for events, which are nothing of the kind. */
const isGiven = (number: number): boolean => {
  const what = fstatSync(number);
  return isStream(number) || what.isFile() || what.isCharacterDevice() || what.isBlockDevice();
};

const isStream = (number: number): boolean => {
  const what = fstatSync(number);
  return what.isSocket() || what.isFIFO();
};

/** One Node socket for both ways: two on one descriptor would be in each other's way. */
const openOne = (number: number): OpenChannel => {
  const at = now();
  const onRead = new OnRead();
  const socket = makeSocket({ fd: number, allowHalfOpen: true, manualStart: true, onread: onRead });
  const begun: Beginning = { role: 'initiator', started: at, opened: at };
  const facts =
    socket.remoteAddress === undefined ? { scheme: 'fd', local: 'wirecat', remote: `${number}`, ...begun } : tcpFacts(socket, begun);
  return new SocketChannel(socket, facts, onRead);
};

const openTwo = (at: FdAddress, { terminalText }: OpenOptions): OpenChannel => {
  const opened = now();
  const facts = { scheme: 'fd', role: 'initiator', local: 'wirecat', remote: fd.print(at).slice(3), started: opened, opened } as const;
  const [read, write] = [readFd(at.input, at.input <= 2), writeFdAsText(at.output, at.output <= 2, terminalText)];
  return new JoinedChannel(facts, { place: fd.print(at), read, write });
};
