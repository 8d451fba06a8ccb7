/** The step console beside the system: what strace sees of the same calls, what a program in Python gets for them, and the states that ss tells. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Running, scratch, WIRECAT } from '../e2e/program.ts';
import { needs } from '../needs.ts';

const folder = scratch();

interface Told {
  readonly call: string;
  readonly value: number;
  readonly error?: string;
  readonly bytes?: string;
  readonly ms: number;
}

/** PORT is the one that bind got. */
const STEPS = [
  's = socket tcp',
  'bind s 127.0.0.1:PORT',
  'accept s',
  'listen s 1',
  'a = socket tcp',
  'connect a 127.0.0.1:PORT',
  'c = accept s',
  'send a "hello"',
  'recv c 3',
  'recv c 1024',
  'blocking c off',
  'recv c 1024',
  'blocking c on',
  'timeout c 0.4',
  'recv c 1024',
  'shutdown a WR',
  'recv c 1024',
  'send a "x"',
  'close c',
  'recv a 1024',
  'close a',
  'b = socket tcp',
  'connect b 127.0.0.1:1',
  'close b',
  'u = socket udp',
  'recv u 10 &',
  'close s',
];

const scriptOf = (name: string, lines: readonly string[]): string => {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
};

/** A port that nobody has; whoever takes it meanwhile lets the test fail with EADDRINUSE, which says so. */
const freePort = (): string =>
  spawnSync('python3', ['-c', 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'])
    .stdout.toString()
    .trim();

const toldOf = (out: string): readonly Told[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Told & { blocks?: boolean })
    .filter(({ call, blocks }) => call !== undefined && blocks === undefined);

const CALLS: Readonly<Record<string, string>> = { send: 'sendto', recv: 'recvfrom' };

needs('strace', 'python3')('gives what strace sees of its calls: numbers, errors, and how long each blocked', () => {
  const port = freePort();
  const lines = STEPS.filter((line) => !/^u|recv u/.test(line)).map((line) => line.replace('PORT', port));
  const log = join(folder, 'strace.txt');
  const traced = 'trace=socket,bind,listen,accept,connect,sendto,recvfrom,shutdown,close,fcntl,setsockopt';
  const words = ['-f', '-T', '-o', log, '-e', traced, process.execPath, WIRECAT, 'step', scriptOf('s.steps', lines), '--json', '--no-wire'];
  const ran = spawnSync('strace', words);
  expect(ran.status, ran.stderr.toString()).toBe(0);
  const told = toldOf(ran.stdout.toString());
  expect(told.length).toBe(lines.length);
  const seen = callsOf(readFileSync(log, 'utf8'));
  let at = 0;
  for (const { call, value, error, ms } of told) {
    const [, name = '', fd] = /^(\w+)\((\d+)?/.exec(call) ?? [];
    const wanted = CALLS[name] ?? name;
    const found = seen.findIndex((one, k) => k >= at && one.name === wanted && (fd === undefined || one.fd === fd) && one.value === value);
    expect(found, `${call} = ${value} in ${log}`).toBeGreaterThanOrEqual(0);
    expect(seen[found]?.error).toBe(error);
    if ((seen[found]?.ms ?? 0) > 100) expect(ms).toBeGreaterThan(100);
    at = found + 1;
  }
  const waited = told.find(({ error, ms }) => error === 'EAGAIN' && ms > 100);
  expect(waited?.ms).toBeGreaterThan(350);
});

interface Traced {
  readonly name: string;
  readonly fd: string;
  readonly value: number;
  readonly error: string | undefined;
  readonly ms: number;
}

/** Calls in the order in which they returned; those that others interrupted are joined again. */
const callsOf = (log: string): readonly Traced[] => {
  const begun = new Map<string, string>();
  return log.split('\n').flatMap((row) => {
    const [, pid = '', text = ''] = /^(\d+) +(.*)$/.exec(row) ?? [];
    const half = /^(.*) <unfinished \.\.\.>$/.exec(text)?.[1];
    if (half !== undefined) begun.set(pid, half);
    const rest = /^<\.\.\. \w+ resumed>(.*)$/.exec(text)?.[1];
    const whole = rest === undefined ? text : `${begun.get(pid) ?? ''}${rest}`;
    const [, name = '', fd = '', value = '', error, seconds = '0'] =
      /^(\w+)\((\d+)?.*\) += (-?\d+)(?: (E\w+).*?)?(?: <([\d.]+)>)?$/.exec(whole) ?? [];
    return name === '' || half !== undefined ? [] : [{ name, fd, value: Number(value), error, ms: Number(seconds) * 1000 }];
  });
};

needs('python3')('gives what the same calls give to a program in Python', () => {
  const lines = STEPS.filter((line) => !/^u|recv u|^accept/.test(line));
  const ours = spawnSync(process.execPath, [
    WIRECAT,
    'step',
    scriptOf(
      'p.steps',
      lines.map((l) => l.replace('PORT', freePortOnce())),
    ),
    '--json',
    '--no-wire',
  ]);
  const theirs = spawnSync('python3', [scriptOf('twin.py', [TWIN])], {
    input: lines.map((l) => l.replace('PORT', secondPort())).join('\n'),
  });
  expect(theirs.status, theirs.stderr.toString()).toBe(0);
  const short = ({ value, error, bytes }: Told) => [error ?? (bytes === undefined ? Math.min(value, 1) : value), bytes ?? ''];
  const got = toldOf(ours.stdout.toString()).map(short);
  expect(got.length).toBe(lines.length);
  expect(got).toEqual(JSON.parse(theirs.stdout.toString()));
});

let first: string | undefined;
const freePortOnce = (): string => {
  first ??= freePort();
  return first;
};
let second: string | undefined;
const secondPort = (): string => {
  second ??= freePort();
  return second;
};

/** Numbers that are no counts are told as 1 where they are greater. */
const TWIN = `
import errno, json, re, socket, sys
named, told = {}, []
def place(word):
    host, port = word.rsplit(':', 1)
    return host, int(port)
for line in sys.stdin.read().splitlines():
    to, _, call = line.rpartition(' = ')
    name, *args = re.findall(r'"[^"]*"|\\S+', call)
    s = named.get(args[0]) if args else None
    value, got = 0, ''
    try:
        if name == 'socket': named[to] = socket.socket(socket.AF_INET, socket.SOCK_STREAM); value = 1
        elif name == 'accept': named[to] = s.accept()[0]; value = 1
        elif name in ('bind', 'connect'): getattr(s, name)(place(args[1]))
        elif name == 'listen': s.listen(int(args[1]))
        elif name == 'send': value = min(s.send(args[1].strip('"').encode()), 1)
        elif name == 'recv': data = s.recv(int(args[1])); value, got = len(data), data.hex()
        elif name == 'shutdown': s.shutdown(socket.SHUT_WR)
        elif name == 'blocking': s.setblocking(args[1] == 'on')
        elif name == 'timeout':
            import struct
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack('ll', 0, int(float(args[1]) * 1e6)))
        elif name == 'close': s.close()
    except OSError as e:
        value = errno.errorcode[e.errno]
    told.append([value, got])
print(json.dumps(told))
`;

/** Both orders of ending: by halves, and one side after the other. */
const ENDINGS = [
  's = socket tcp',
  'bind s 127.0.0.1:PORT',
  'listen s 1',
  'a = socket tcp',
  'connect a 127.0.0.1:PORT',
  'c = accept s',
  'shutdown a WR',
  'recv c 9',
  'close c',
  'close a',
  'b = socket tcp',
  'connect b 127.0.0.1:PORT',
  'd = accept s',
  'close b',
  'recv d 9',
  'close d',
  'close s',
];

needs('ss', 'python3')('tells the states that ss tells, also of what is closed and still ends', async () => {
  const port = freePort();
  const step = new Running(process.execPath, [WIRECAT, 'step', '--json', '--no-wire']);
  const states = new Map<string, string>();
  for (const [typed, line] of ENDINGS.entries()) {
    step.type(`${line.replace('PORT', port)}\n`);
    await expect.poll(() => toldOf(step.out.toString()).length).toBe(typed + 1);
    const [ours, theirs] = await steady(step, port);
    expect(ours, line).toBe(theirs);
    states.set(line, ours.replaceAll(/ .*/g, ''));
  }
  step.type('end\n');
  await step.exit;
  const of = (line: string) => states.get(line)?.split('\n');
  expect(of('shutdown a WR')).toEqual(['CLOSE_WAIT', expect.stringMatching(/^FIN_WAIT_[12]$/), 'LISTEN']);
  expect(of('close c')).toEqual(['LISTEN', 'TIME_WAIT']);
  expect(of('recv d 9')).toEqual(['CLOSE_WAIT', 'FIN_WAIT_2', 'LISTEN', 'TIME_WAIT']);
  expect(of('close s')).toEqual(['TIME_WAIT', 'TIME_WAIT']);
});

/** States of sockets with this port, ours and those of ss; the kernel may need a moment between the two. */
const steady = async (step: Running, port: string): Promise<readonly [string, string]> => {
  let found: readonly [string, string] = ['', ' '];
  const ask = async (): Promise<boolean> => {
    const before = step.out.length;
    step.type('sockets\n');
    await expect.poll(() => step.out.toString().slice(before).includes('\n')).toBe(true);
    const { sockets } = JSON.parse(step.out.toString().slice(before).split('\n')[0] ?? '{}') as {
      sockets: readonly { state: string; local: string; remote: string }[];
    };
    const ours = sockets
      .filter(({ state }) => !/^(CLOSED|closed)/.test(state))
      .map(({ state, local, remote }) => `${state} ${local} ${remote}`.trim());
    const mine = new Set(sockets.map(({ local }) => local));
    const theirs = spawnSync('ss', ['-tanH', `sport = :${port} or dport = :${port}`])
      .stdout.toString()
      .split('\n')
      .filter((row) => row !== '')
      .map((row) => row.split(/\s+/))
      .filter(([, , , local = '', remote = '']) => mine.has(local) && (remote !== '' || local !== ''))
      .map(([state = '', , , local = '', remote = '']) =>
        `${NAMES[state] ?? state} ${local} ${remote === '0.0.0.0:*' ? '' : remote}`.trim(),
      );
    // Not those that nobody accepted yet.
    const open = theirs.filter((row) => sockets.some(({ local, remote }) => row.endsWith(`${local} ${remote}`.trim())));
    found = [ours.sort().join('\n'), open.sort().join('\n')];
    return found[0] === found[1];
  };
  await expect
    .poll(ask, { timeout: 5_000 })
    .toBe(true)
    .catch(() => {});
  return found;
};

const NAMES: Readonly<Record<string, string>> = {
  ESTAB: 'ESTABLISHED',
  'FIN-WAIT-1': 'FIN_WAIT_1',
  'FIN-WAIT-2': 'FIN_WAIT_2',
  'CLOSE-WAIT': 'CLOSE_WAIT',
  'LAST-ACK': 'LAST_ACK',
  'TIME-WAIT': 'TIME_WAIT',
  LISTEN: 'LISTEN',
};
