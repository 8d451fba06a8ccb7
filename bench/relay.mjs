// Measures a relay against others, in turns within the same minute, and prints ratios.
//
//   node bench/relay.mjs bulk|trip|idle [COUNT] [PEER …]
//
// bulk: bytes through COUNT streams (1). trip: 64 bytes there and back on COUNT connections (1). idle: memory of COUNT connections (2000).
// Peers: socat, socat1m (socat -b 1048576), haproxy, ncat; recorded (wirecat itself with -w), watched (with --wire, and nobody reads it).
// Environment: ROUNDS (5), WIRECAT (the command under test), UNIX=1 for unix sockets.
// Wants a C compiler for the load (bench/load.c) and the peers. CPU figures contain the start of each program.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const [kind = '', ...words] = process.argv.slice(2);
const COUNTS = { bulk: 1, trip: 1, idle: 2000 };
if (!(kind in COUNTS)) {
  process.stderr.write('usage: node bench/relay.mjs bulk|trip|idle [COUNT] [socat|socat1m|haproxy|ncat|recorded|watched …]\n');
  process.exit(2);
}
const count = /^\d+$/.test(words[0] ?? '') ? Number(words.shift()) : COUNTS[kind];
const peers = words.length > 0 ? words : ['socat1m'];
const rounds = Number(process.env.ROUNDS ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'wirecat-bench-'));
const load = join(folder, 'load');

const built = spawnSync('cc', ['-O2', '-pthread', '-o', load, join(here, 'load.c')], { stdio: 'inherit' });
if (built.status !== 0) throw new Error('bench/load.c wants a C compiler');

let port = 20_000 + (process.pid % 10_000);
const place = () => (process.env.UNIX ? join(folder, `${++port}.sock`) : String(++port));

const ours =
  (...options) =>
  (from, to) => {
    const name = (at) => (at.startsWith('/') ? `unix:${at}` : `tcp:127.0.0.1:${at}`);
    const command = process.env.WIRECAT?.split(' ') ?? [process.execPath, join(here, '../bin/wirecat')];
    return [...command, 'link', ...options, '--max-conns', '9000', `listen:${name(from)}`, name(to)];
  };

/** How each relay is started, from where it listens to where it sends. */
const relays = {
  wirecat: ours('-q'),
  recorded: ours('-q', '-w', join(folder, 'recorded.pcapng')),
  watched: ours('--wire'),
  socat: (from, to) => ['socat', ...socatWords(from, to)],
  socat1m: (from, to) => ['socat', '-b', '1048576', ...socatWords(from, to)],
  ncat: (from, to) => ['ncat', '-lk', '-m', '10000', '127.0.0.1', from, '--sh-exec', `exec ncat 127.0.0.1 ${to}`],
  haproxy: (from, to) => {
    const config = join(folder, 'haproxy.cfg');
    const lines = ['global', ' maxconn 9000', 'defaults', ' mode tcp', ' timeout connect 5s', ' timeout client 60s', ' timeout server 60s'];
    writeFileSync(config, [...lines, 'listen x', ` bind 127.0.0.1:${from} backlog 1024`, ` server s 127.0.0.1:${to}`, ''].join('\n'));
    return ['haproxy', '-q', '-db', '-f', config];
  },
};

const socatWords = (from, to) =>
  process.env.UNIX
    ? [`UNIX-LISTEN:${from},fork,backlog=1024`, `UNIX-CONNECT:${to}`]
    : [`TCP-LISTEN:${from},bind=127.0.0.1,reuseaddr,fork,backlog=1024,nodelay`, `TCP:127.0.0.1:${to},nodelay`];

/** A process and all its descendants. */
const family = (pid) => {
  const parents = new Map();
  for (const name of readdirSync('/proc').filter((n) => /^\d+$/.test(n))) {
    const stat = read(`/proc/${name}/stat`);
    if (stat !== '') parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const all = new Set([pid]);
  for (let before = 0; before !== all.size; ) {
    before = all.size;
    for (const [child, parent] of parents) if (all.has(parent)) all.add(child);
  }
  return [...all];
};

const read = (path) => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
};

/** CPU seconds of a process, its descendants and those of them that are gone. */
const cpu = (pid) =>
  family(pid).reduce((sum, p) => {
    const stat = read(`/proc/${p}/stat`);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return sum + fields.slice(11, 15).reduce((a, b) => a + Number(b || 0), 0) / 100;
  }, 0);

/** Kilobytes of a process and its descendants. */
const memory = (pid) => family(pid).reduce((sum, p) => sum + Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${p}/smaps_rollup`))?.[1] ?? 0), 0);

const run = (amount, to, from) =>
  new Promise((resolve, reject) => {
    const child = spawn(load, [kind, String(count), String(amount), to, from], { stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
      if (kind === 'idle') resolve({ child, values: {} });
    });
    child.on('exit', (code) => (code === 0 ? resolve({ child, values: parse(out) }) : reject(new Error(`the load failed: ${code}`))));
  });

const parse = (line) => Object.fromEntries([...line.matchAll(/(\w+)=([\d.]+)/g)].map(([, name, value]) => [name, Number(value)]));

/** One turn of one relay. */
const measure = async (name) => {
  const [from, to] = [place(), place()];
  const [command, ...args] = relays[name](from, to);
  const relay = spawn(command, args, { stdio: ['ignore', 'ignore', name === 'watched' ? 'pipe' : 'ignore'] });
  try {
    if (kind === 'idle') await sleep(1000);
    const before = kind === 'idle' ? memory(relay.pid) : 0;
    const { child, values } = await run({ bulk: 1500, trip: 2, idle: 5 }[kind], to, from);
    if (kind === 'bulk') return { 'MB/s': values.rate, 'CPU s/GB': cpu(relay.pid) / 1.5 };
    if (kind === 'trip') return { 'trips/s': values.rate, 'p50 µs': values.p50, 'p99 µs': values.p99 };
    await sleep(1500);
    const each = (memory(relay.pid) - before) / count;
    child.kill();
    return { 'KB each': each };
  } finally {
    relay.kill();
    await new Promise((resolve) => (relay.exitCode === null && relay.signalCode === null ? relay.once('exit', resolve) : resolve()));
  }
};

const median = (values) => values.toSorted?.((a, b) => a - b)[values.length >> 1] ?? [...values].sort((a, b) => a - b)[values.length >> 1];

try {
  for (const peer of peers) {
    const turns = [];
    await measure('wirecat');
    await measure(peer);
    for (let i = 0; i < rounds; i++) turns.push([await measure('wirecat'), await measure(peer)]);
    process.stdout.write(`${kind} ${count}: wirecat against ${peer}, medians of ${rounds} turns\n`);
    for (const what of Object.keys(turns[0][0])) {
      const [ours, theirs] = [0, 1].map((i) => median(turns.map((t) => t[i][what])));
      const ratio = median(turns.map(([a, b]) => a[what] / b[what]));
      process.stdout.write(
        `  ${what.padEnd(9)} ${ours.toPrecision(4).padStart(8)} / ${theirs.toPrecision(4).padStart(8)}   ratio ${ratio.toFixed(2)}\n`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
