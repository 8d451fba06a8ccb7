/** Who ends first, and what follows: the cases that docs/ncat.md shows as a table, played with Ncat and with `wirecat ncat`. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server, Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { until, untilListening } from '../e2e/nc-programs.ts';
import { type Running, start, startOther } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';
import { moment, NCAT } from './ncat-side.ts';

type First = 'standard input' | 'the peer' | 'a reset';

interface EofCase {
  readonly options: string;
  readonly listens: boolean;
  /** What ends first; what the other one had to say is said after that, and then it ends too. */
  readonly first: First;
  /** When our direction is ended, as the peer sees it. */
  readonly fin: 'at once' | 'when it is over' | 'with standard input';
  readonly over: 'at once' | 'with standard input' | 'with the peer' | 'never';
  readonly code?: 0 | 1;
  /** What was said after the first end. */
  readonly late: 'arrives' | 'is not read' | 'is not sent' | '';
}

const CLIENT = { listens: false } as const;
const LISTENER = { listens: true } as const;
const NOTHING = { over: 'at once', fin: 'when it is over', late: '' } as const;

const EOF_CASES: readonly EofCase[] = [
  { ...CLIENT, options: '', first: 'standard input', fin: 'at once', over: 'with the peer', code: 0, late: 'arrives' },
  { ...CLIENT, options: '', first: 'the peer', fin: 'with standard input', over: 'with standard input', code: 0, late: 'arrives' },
  { ...CLIENT, options: '', first: 'a reset', ...NOTHING, code: 1 },
  { ...CLIENT, options: '--no-shutdown', first: 'standard input', fin: 'when it is over', over: 'with the peer', code: 0, late: 'arrives' },
  { ...CLIENT, options: '--send-only', first: 'standard input', fin: 'at once', over: 'at once', code: 0, late: '' },
  {
    ...CLIENT,
    options: '--send-only',
    first: 'the peer',
    fin: 'with standard input',
    over: 'with standard input',
    code: 0,
    late: 'arrives',
  },
  { ...CLIENT, options: '--recv-only', first: 'standard input', fin: 'when it is over', over: 'with the peer', code: 0, late: 'arrives' },
  { ...CLIENT, options: '--recv-only', first: 'the peer', ...NOTHING, code: 0 },
  { ...LISTENER, options: '', first: 'standard input', fin: 'at once', over: 'with the peer', code: 0, late: 'arrives' },
  { ...LISTENER, options: '', first: 'the peer', ...NOTHING, code: 0 },
  { ...LISTENER, options: '', first: 'a reset', ...NOTHING, code: 1 },
  {
    ...LISTENER,
    options: '--no-shutdown',
    first: 'standard input',
    fin: 'when it is over',
    over: 'with the peer',
    code: 0,
    late: 'arrives',
  },
  { ...LISTENER, options: '--send-only', first: 'standard input', fin: 'at once', over: 'at once', code: 0, late: '' },
  { ...LISTENER, options: '--recv-only', first: 'the peer', ...NOTHING, code: 0 },
  { ...LISTENER, options: '-k', first: 'the peer', fin: 'at once', over: 'never', late: 'is not sent' },
  { ...LISTENER, options: '-k', first: 'standard input', fin: 'at once', over: 'never', late: 'arrives' },
  { ...LISTENER, options: '--broker', first: 'the peer', fin: 'at once', over: 'never', late: 'is not sent' },
  { ...LISTENER, options: '--broker', first: 'standard input', fin: 'when it is over', over: 'never', late: 'is not read' },
];

type Program = (words: readonly string[]) => Running;
type Played = Omit<EofCase, 'options' | 'listens' | 'first'>;

/** The peer's side, as a plain socket that half-closes. */
class Peer {
  readonly socket: Socket;
  got = '';
  sawEnd = false;

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk) => (this.got += chunk.toString('latin1'))).on('end', () => (this.sawEnd = true));
    socket.on('error', () => (this.sawEnd = true));
  }
}

const meet = async (program: Program, c: EofCase): Promise<{ running: Running; peer: Peer; server?: Server }> => {
  const port = await freePort();
  const words = [...(c.listens ? ['-l'] : []), ...(c.options === '' ? [] : [c.options]), '127.0.0.1', port];
  if (c.listens) {
    const running = program(words);
    await untilListening(port);
    const socket = new Socket({ allowHalfOpen: true });
    socket.connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    return { running, peer: new Peer(socket) };
  }
  const server = createServer({ allowHalfOpen: true });
  await new Promise<void>((resolve) => server.listen(Number(port), '127.0.0.1', resolve));
  const coming = once(server, 'connection');
  const running = program(words);
  const [socket] = await coming;
  if (!(socket instanceof Socket)) throw new Error('no socket');
  return { running, peer: new Peer(socket), server };
};

const play = async (program: Program, c: EofCase): Promise<Played> => {
  const { running, peer, server } = await meet(program, c);
  const exited = (): boolean => running.child.exitCode !== null;
  await haveTalked(running, peer, c);
  if (c.first === 'standard input') await running.end();
  else if (c.first === 'the peer') peer.socket.end();
  else peer.socket.resetAndDestroy();
  if (c.over === 'at once') await running.exit;
  if (c.fin === 'at once') await until(() => peer.sawEnd, 'our end at the peer', PATIENCE);
  else if (c.over !== 'at once') await moment(SETTLED);
  const [overAtOnce, finAtOnce] = [exited(), peer.sawEnd];
  if (c.first === 'standard input') peer.socket.end('late');
  else if (!overAtOnce) {
    running.type('late');
    await running.end();
  }
  const isSaid = (): boolean => (c.first === 'standard input' ? running.out.includes('late') : peer.got.includes('late'));
  if (c.late === 'arrives') await until(isSaid, 'what was said late', PATIENCE);
  if (c.over === 'never') await moment(SETTLED);
  else await running.exit;
  const [overThen, said] = [exited(), isSaid()];
  running.child.kill();
  peer.socket.destroy();
  server?.close();
  const second = c.first === 'standard input' ? 'with the peer' : 'with standard input';
  const over = overAtOnce ? 'at once' : overThen ? second : 'never';
  return {
    fin:
      finAtOnce && !(overAtOnce && c.fin === 'when it is over')
        ? 'at once'
        : second === 'with the peer' || overAtOnce
          ? 'when it is over'
          : 'with standard input',
    over,
    ...(over !== 'never' && { code: running.child.exitCode === 0 ? 0 : 1 }),
    late: over === 'at once' ? '' : said ? 'arrives' : c.first === 'standard input' ? 'is not read' : 'is not sent',
  };
};

/** Until something has gone over the connection, in a direction that it has. */
const haveTalked = async (running: Running, peer: Peer, { options }: EofCase): Promise<void> => {
  if (options === '--send-only' || options === '--broker') {
    const isHeard = (): boolean => {
      running.type('.'); // what a broker says before anybody is there is lost
      return peer.got !== '';
    };
    await until(isHeard, 'a first word at the peer', PATIENCE);
  } else {
    peer.socket.write('first');
    await running.shows('first');
  }
};

/** Milliseconds in which something that must not happen would have happened; what must happen is waited for. */
const SETTLED = 500;
const PATIENCE = 40;

const titleOf = (c: EofCase): string => `${c.listens ? 'listener' : 'client'} ${c.options}: first ends ${c.first}`.replace(' :', ':');
const wanted = ({ fin, over, code, late }: EofCase): Played => ({ fin, over, late, ...(code !== undefined && { code }) });
const rowOf = (c: EofCase): string =>
  `| ${[c.listens ? 'listener' : 'client', c.options === '' ? '' : `\`${c.options}\``, c.first, c.fin, c.late, c.over, c.code ?? ''].join(' | ')} |`;
const CASES = EOF_CASES.map((c) => [titleOf(c), c] as const);

describe('wirecat ncat', () => {
  it.each(CASES)('%s', async (_, c) => expect(await play((words) => start(['ncat', ...words]), c)).toEqual(wanted(c)));
});

needs('ncat').describe('ncat', () => {
  it.each(CASES)('%s', async (_, c) => expect(await play((words) => startOther(NCAT, words), c)).toEqual(wanted(c)));
});

describe('docs/ncat.md', () => {
  const page = readFileSync(new URL('../../docs/ncat.md', import.meta.url), 'utf8');
  it.each(EOF_CASES.map((c) => [rowOf(c)]))('has the row %s', (row) => expect(page).toContain(row));
});
