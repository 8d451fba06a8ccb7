// Measures services against others' servers, in turns within the same minute, and prints ratios beside their goals.
//
//   node bench/services.mjs [trip64|trip1000|trip10000|open|idle|dns|ftp …]      (files over HTTP: bench/http.mjs)
//
// trip: 64-byte round trips of an echo server at so many connections. open: connections a second, each with one such round trip.
// idle: bytes of memory for each of 10,000 idle connections, without tap and with (-w). dns: answers a second over UDP.
// ftp: 1 GB, bytes a second of curl beside nginx's over HTTP.
// Environment: ROUNDS (3), SECONDS of each run (2), WIRECAT (the command under test), TWISTED (a python that has Twisted).
// Wants cc, python3; for ftp nginx and curl. Whatever peer is missing is left out, and said so.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wirecat-bench-'));
const rounds = Number(process.env.ROUNDS ?? 3);
const seconds = Number(process.env.SECONDS ?? 2);
const own = process.env.WIRECAT?.split(' ') ?? [process.execPath, join(here, '../bin/wirecat')];
const python = process.env.TWISTED ?? 'python3';
const load = join(folder, 'serve-load');
const say = (text) => process.stdout.write(`${text}\n`);

// ---- the servers ----------------------------------------------------------------------------------------------------

const TWISTED = `
import sys
from twisted.internet import epollreactor
epollreactor.install()
from twisted.internet import reactor, protocol
class Echo(protocol.Protocol):
    def connectionMade(self): self.transport.setTcpNoDelay(True)
    def dataReceived(self, data): self.transport.write(data)
factory = protocol.Factory.forProtocol(Echo)
factory.noisy = False
reactor.listenTCP(int(sys.argv[1]), factory, backlog=4096, interface='127.0.0.1')
reactor.run()
`;

/** As the lecture has it: a thread for each client. */
const THREADS = `
import socket, sys, threading
threading.stack_size(65536)
def serve(s):
    with s:
        while data := s.recv(1024): s.sendall(data)
listener = socket.create_server(('127.0.0.1', int(sys.argv[1])), backlog=4096)
while True:
    s, _ = listener.accept()
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    threading.Thread(target=serve, args=(s,), daemon=True).start()
`;

const site = join(folder, 'site');
mkdirSync(site);

const wirecat = (service, ...more) => ({
  words: (port) => [...own, 'serve', service, `127.0.0.1:${port}`, '--max-conns', '20000', ...more],
});
const servers = {
  wirecat: wirecat('echo'),
  tapped: wirecat('echo', '-w', join(folder, 'all.pcapng')),
  dns: wirecat('dns'),
  ftp: wirecat('ftp', '--files', site),
  epoll: { words: (port) => [load, 'echo', '1', '3600', String(port)] },
  threads: { words: (port) => ['python3', script('threads', THREADS), String(port)] },
  twisted: { words: (port) => [python, script('twisted', TWISTED), String(port)], wants: [python, ['-c', 'import twisted']] },
  nginx: { words: (port) => ['nginx', '-e', join(folder, 'errors'), '-c', nginxFile(port)], wants: ['nginx', ['-v']] },
};

const script = (name, text) => {
  const path = join(folder, `${name}-echo.py`);
  writeFileSync(path, text);
  return path;
};

const nginxFile = (port) => {
  const server = `server { listen 127.0.0.1:${port}; root ${site}; access_log off; }`;
  const http = `http { sendfile on; tcp_nopush on; client_body_temp_path ${folder}; ${server} }`;
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${folder}/pid; events { worker_connections 2048; } ${http}`,
  );
  return join(folder, 'nginx.conf');
};

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const answers = (port) =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** Runs a server while `use` does; undefined where its program is not here. */
const withServer = async (name, use) => {
  const { words, wants } = servers[name];
  if (wants !== undefined && spawnSync(...wants, { stdio: 'ignore' }).status !== 0) {
    if (!missing.has(name)) say(`${name} is not here and is left out`);
    missing.add(name);
    return undefined;
  }
  const port = await freePort();
  const [program, ...args] = words(port);
  const log = openSync(join(folder, `${name}.log`), 'w');
  const child = spawn(program, args, { stdio: ['ignore', log, log] });
  closeSync(log);
  try {
    for (let n = 0; n < 200 && !(await answers(port)); n++) await sleep(50);
    if (process.env.DEBUG) console.error(name, port, child.exitCode, readFileSync(join(folder, `${name}.log`), 'utf8').slice(0, 300));
    return await use(port, child.pid);
  } finally {
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
  }
};
const missing = new Set();

// ---- what is measured -----------------------------------------------------------------------------------------------

const rateOf = (kind, count) => (port) => {
  const { stdout, stderr } = spawnSync(load, [kind, String(count), String(seconds), String(port)], { encoding: 'utf8' });
  const rate = Number(/rate=([\d.]+)/.exec(stdout)?.[1]);
  if (Number.isNaN(rate)) say(`no figure: ${stderr.trim()} (${readdirSync(folder).join(' ')})`);
  return rate;
};

const curlRate = (url) => (port) =>
  Number(spawnSync('curl', ['-s', '-o', '/dev/null', '-w', '%{speed_download}', url(port)], { encoding: 'utf8' }).stdout);

const memory = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;

/** Bytes for each of so many idle connections. */
const idleBytes = (count) => async (port, pid) => {
  spawnSync(load, ['trip', '64', '1', String(port)]);
  const before = memory(pid);
  const holder = spawn(load, ['idle', String(count), '20', String(port)], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => holder.stdout.once('data', resolve));
  await sleep(3000);
  const each = (memory(pid) - before) / count;
  holder.kill();
  return each;
};

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Each in turn, round by round; goals: at least so much of what the peer does. */
const compare = async (title, measure, name, goals) => {
  const rates = { [name]: [], ...Object.fromEntries(Object.keys(goals).map((peer) => [peer, []])) };
  for (let round = 0; round < rounds; round++)
    for (const each of Object.keys(rates)) {
      const rate = await withServer(each, measure[each] ?? measure.all);
      if (rate !== undefined) rates[each].push(rate);
    }
  for (const [peer, goal] of Object.entries(goals)) {
    if (rates[peer].length === 0) continue;
    const ratio = median(rates[name].map((rate, i) => rate / rates[peer][i]));
    const figures = `${Math.round(median(rates[name]))} and ${Math.round(median(rates[peer]))}`;
    say(`${title.padEnd(10)} ${ratio.toFixed(2)} x ${peer} (${figures})  goal ${goal}${ratio < goal ? '  MISSED' : ''}`);
  }
};

const within = async (title, name, measure, most) => {
  const values = [];
  for (let round = 0; round < rounds; round++) values.push(await withServer(name, measure));
  const value = median(values);
  const isMet = most > 0 ? value <= most : value >= -most;
  say(`${title.padEnd(10)} ${Math.round(value)}  goal ${most > 0 ? 'at most' : 'at least'} ${Math.abs(most)}${isMet ? '' : '  MISSED'}`);
};

const runs = {
  trip64: () => compare('trip64', { all: rateOf('trip', 64) }, 'wirecat', { twisted: 1.4, threads: 1.2, epoll: 0 }),
  trip1000: () => compare('trip1000', { all: rateOf('trip', 1000) }, 'wirecat', { twisted: 1.4, threads: 1.2, epoll: 0 }),
  trip10000: () => compare('trip10000', { all: rateOf('trip', 10_000) }, 'wirecat', { epoll: 0.9, twisted: 1.4 }),
  open: () => compare('open', { all: rateOf('open', 16) }, 'wirecat', { epoll: 0.7 }),
  idle: async () => {
    await within('idle', 'wirecat', idleBytes(10_000), 5 * 1024);
    await within('idle -w', 'tapped', idleBytes(10_000), 15 * 1024);
  },
  dns: () => within('dns', 'dns', rateOf('dns', 64), -30_000),
  ftp: async () => {
    const fd = openSync(join(site, '1g'), 'w');
    ftruncateSync(fd, 2 ** 30);
    closeSync(fd);
    const measure = { ftp: curlRate((p) => `ftp://127.0.0.1:${p}/1g`), nginx: curlRate((p) => `http://127.0.0.1:${p}/1g`) };
    await compare('ftp 1g', measure, 'ftp', { nginx: 0.8 });
  },
};

const chosen = process.argv.slice(2);
if (chosen.some((name) => !(name in runs))) {
  process.stderr.write(`usage: node bench/services.mjs [${Object.keys(runs).join('|')} …]\n`);
  process.exit(2);
}
try {
  const built = spawnSync('cc', ['-O2', '-o', load, join(here, 'serve-load.c')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`cc: ${built.stderr}`);
  for (const name of chosen.length > 0 ? chosen : Object.keys(runs)) await runs[name]();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
