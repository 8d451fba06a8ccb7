/**
 * Plays the cases of nc-eof-cases.ts with one program and prints what happened, as JSON. A small process of its own: starting programs
 * from the large one that runs the tests would hold up its clock.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { connect, createServer, type Socket } from 'node:net';
import { argv, stdout } from 'node:process';
import { EOF_CASES, type EofCase, type Outcome } from './nc-eof-cases.ts';

/** Seconds since the connection was there; absent for what did not happen. */
export interface Times {
  input: number;
  peer: number;
  line?: number;
  fin?: number;
  exit?: number;
}

/** What the driver prints for each case. */
export interface Played {
  readonly outcome: { readonly fin: string; readonly end: string };
  readonly times: Times;
}

const PEER_STAYS = 3000;
const SOON = 600;
/** How long a case may take after everybody else is gone. */
const REST = 2000;
/** Between two starts, which keep the processor busy while the times of others are measured. */
const STAGGER = 120;
/** A busy machine makes everybody late: what was not as expected is played again, alone. */
const REPEATS = 2;

const main = async (which: string, program: readonly string[]): Promise<void> => {
  const expectedOf = (c: EofCase): Outcome => (which === 'ours' ? (c.ours ?? c.openbsd) : c.openbsd);
  const played = await Promise.all(
    EOF_CASES.map(async (c, i) => {
      await sleep(i * STAGGER);
      return playOne(program, c, expectedOf(c));
    }),
  );
  for (const [i, c] of EOF_CASES.entries())
    for (let again = 0; again < REPEATS && !isAs(played[i], expectedOf(c)); again++) played[i] = await playOne(program, c, expectedOf(c));
  stdout.write(JSON.stringify(played));
};

const isAs = (played: Played | undefined, expected: Outcome): boolean =>
  played?.outcome.fin === expected.fin && played.outcome.end === expected.end;

const playOne = async (program: readonly string[], c: EofCase, expected: Outcome): Promise<Played> => {
  const times = await play(program, c);
  return { outcome: outcomeOf(times, expected), times };
};

const play = async (program: readonly string[], c: EofCase): Promise<Times> => {
  const [file = '', ...words] = [...program, ...c.options.split(' ').filter((w) => w !== '')];
  const listening = await listen();
  // A port that was free a moment ago, for a program that listens itself.
  if (c.listens) listening.close();
  const child = spawn(file, [...words, ...(c.listens ? ['-l'] : []), '127.0.0.1', listening.port], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  try {
    return await observe(child, await (c.listens ? dial(Number(listening.port)) : listening.client), c);
  } finally {
    child.kill('SIGKILL');
  }
};

interface Listening {
  readonly port: string;
  readonly client: Promise<Socket>;
  close(): void;
}

const listen = (): Promise<Listening> =>
  new Promise((resolve) => {
    let arrived: (socket: Socket) => void = () => {};
    const client = new Promise<Socket>((done) => {
      arrived = done;
    });
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      server.close();
      arrived(socket);
    });
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ port: String(port), client, close: () => void server.close() });
    });
  });

/** Tries until somebody listens. */
const dial = async (port: number): Promise<Socket> => {
  for (;;) {
    const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (open) return socket;
    await sleep(20);
  }
};

const observe = async (child: ChildProcess, socket: Socket, c: EofCase): Promise<Times> => {
  const start = performance.now();
  const clock = (): number => Number(((performance.now() - start) / 1000).toFixed(3));
  const times: Times = { input: 0, peer: 0 };
  const exit = new Promise<void>((resolve) =>
    child.once('exit', () => {
      times.exit = clock();
      resolve();
    }),
  );
  socket.on('error', () => {});
  socket.on('data', () => {});
  socket.on('end', () => {
    times.fin = clock();
  });
  if (c.peer !== 'silent') socket.write('from the peer\n');
  await Promise.all([driveInput(child, c, times, clock), drivePeer(socket, c, times, clock)]);
  await Promise.race([exit, sleep(REST)]);
  return times;
};

const driveInput = async (child: ChildProcess, c: EofCase, times: Times, clock: () => number): Promise<void> => {
  const { stdin } = child;
  stdin?.on('error', () => {});
  if (c.input !== 'empty' && c.peer !== 'silent') stdin?.write('a line\n');
  if (c.input === 'ends' || c.input === 'empty') stdin?.end();
  if (c.input === 'ends last') {
    await sleep(SOON * 3);
    stdin?.end();
  }
  if (c.input === 'lines after the peer') {
    await sleep(SOON * 2);
    stdin?.write('another\n');
    times.line = clock();
  }
  times.input = clock();
};

const drivePeer = async (socket: Socket, c: EofCase, times: Times, clock: () => number): Promise<void> => {
  await sleep(c.peer === 'stays' || c.peer === 'silent' ? PEER_STAYS : SOON);
  if (c.peer === 'resets first') socket.resetAndDestroy();
  else if (c.peer === 'ends first') socket.end();
  else socket.destroy();
  times.peer = clock();
};

/** What happened, in the words of the table; what was expected wins where two fit. */
const outcomeOf = (t: Times, expected: Outcome): Played['outcome'] => {
  const at = (event: number | undefined, from: number): boolean => event !== undefined && event > from - 0.15 && event < from + 0.6;
  const fin = {
    no: t.fin === undefined,
    'at once': at(t.fin, t.input),
    'after 1 s': at(t.fin, t.input + 1),
    'with the peer': at(t.fin, t.peer),
    'when it is over': at(t.fin, t.exit ?? t.peer),
  };
  const end = {
    'with the peer': at(t.exit, t.peer),
    '1 s after the peer': at(t.exit, t.peer + 1),
    'with standard input': at(t.exit, t.input),
    '1 s after standard input': at(t.exit, t.input + 1),
    'after 2 s of silence': at(t.exit, 2),
    'after one read': at(t.exit, 0),
    'with the next line': at(t.exit, t.line ?? 0),
    never: t.exit === undefined,
  };
  return { fin: happened(fin, expected.fin), end: happened(end, expected.end) };
};

const happened = <K extends string>(all: Readonly<Record<K, boolean>>, wanted: K): string =>
  all[wanted] ? wanted : (Object.entries(all).find(([, is]) => is)?.[0] ?? 'at another time');

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const [, , which = '', ...program] = argv;
if (which !== '') await main(which, program);
