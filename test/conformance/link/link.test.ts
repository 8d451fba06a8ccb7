/** The link suite over pairs of every way to pump: by promises, by read callbacks, and mixed. */

import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { fd } from '../../../src/io/endpoints/fd/fd.ts';
import { memoryPair } from '../../../src/io/endpoints/memory/memory.ts';
import { tcp } from '../../../src/io/endpoints/tcp/tcp.ts';
import { unix } from '../../../src/io/endpoints/unix/unix.ts';
import { SocketChannel } from '../../../src/io/net/socket-channel.ts';
import { pipeFds } from '../../fifo.ts';
import { listeningPair } from '../endpoint/suite.ts';
import { linkConformance, type PairMaker } from './suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'wirecat-link-'));
afterAll(() => rmSync(folder, { recursive: true }));
let names = 0;

const overMemory: PairMaker = async () => {
  const [ours, theirs] = memoryPair();
  return { ours, theirs };
};
/** `ours` connected. */
const overTcp: PairMaker = (signal) => listeningPair(tcp, '127.0.0.1:0', signal);
/** `ours` was accepted, and its handle wrapped anew. */
const overAcceptedTcp: PairMaker = async (signal) => {
  const { ours, theirs } = await listeningPair(tcp, '127.0.0.1:0', signal);
  return { ours: theirs, theirs: ours };
};
const overUnix: PairMaker = (signal) => listeningPair(unix, join(folder, `${++names}`), signal);

/** Two pipes, one each way. */
const overPipes: PairMaker = async (signal) => {
  const [there, back] = [pipeFds(folder), pipeFds(folder)];
  const ours = await fd.open({ input: back.read, output: there.write }, {}, signal);
  return { ours, theirs: await fd.open({ input: there.read, output: back.write }, {}, signal) };
};

/** Node sockets without `onread`: what is left where handles cannot be wrapped anew, and what TLS gives. */
const overPlainSockets: PairMaker = async () => {
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const far = await accepted;
  server.close();
  const facts = { scheme: 'tcp', role: 'initiator', local: 'here', remote: 'there', started: 0, opened: 0 } as const;
  return { ours: new SocketChannel(socket, facts), theirs: new SocketChannel(far, facts) };
};

linkConformance('memory to memory', overMemory, overMemory);
linkConformance('accepted tcp to tcp', overAcceptedTcp, overTcp);
linkConformance('unix to tcp', overUnix, overTcp, false);
linkConformance('memory to tcp', overMemory, overTcp);
linkConformance('tcp to memory', overAcceptedTcp, overMemory);
linkConformance('plain sockets to tcp', overPlainSockets, overTcp);
linkConformance('pipes to tcp', overPipes, overTcp, false);
