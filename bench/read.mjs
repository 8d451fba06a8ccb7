// Measures `wirecat read` against tshark and tcpdump, in turns, and prints ratios: their time by ours.
//
//   node bench/read.mjs [FRAMES] [tcp|http|dns|tls …]        1,000,000 frames of every kind
//
// Rows, -Y, --json --fields of six fields, memory a frame, and whether the cost of a frame stays the same as the capture grows.
// Each program runs as a whole, from its start to its end, its output read by cat. Each runs once before, for its lines to be counted:
// a ratio says nothing where the answers differ, so that is told. Goals are held against wall time, the best of each program's turns:
// two threads share the work of a large file. Where others use the machine, the ratio of CPU time beside it says more.
// Captures come from bench/mkcapture.mjs and stay in the system's temporary folder: 1.2 GB, and 1.3 GB for the capture of 4,000,000 frames.
// Environment: TURNS (3), WIRECAT (the command under test). Wants bash, GNU time, tshark and tcpdump.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What is asked of each kind of capture; `says` is in each row of its protocol. */
const KINDS = {
  tcp: {
    says: ' TCP ',
    filter: 'tcp.flags.syn == 1',
    fields: ['frame.number', 'ip.src', 'ip.dst', 'tcp.srcport', 'tcp.seq', 'tcp.len'],
  },
  http: {
    says: ' HTTP ',
    filter: 'http.request.method == "GET"',
    fields: ['ip.src', 'http.request.method', 'http.request.uri', 'http.host', 'http.response.code', 'http.content_length'],
  },
  dns: {
    says: ' DNS ',
    filter: 'dns.qry.name contains "example"',
    fields: ['ip.src', 'dns.id', 'dns.flags.rcode', 'dns.qry.name', 'dns.qry.type', 'dns.a'],
  },
  tls: {
    says: ' TLSv',
    filter: 'tls.handshake.extensions_server_name',
    fields: [
      'ip.src',
      'tcp.srcport',
      'tls.record.version',
      'tls.record.length',
      'tls.handshake.type',
      'tls.handshake.extensions_server_name',
    ],
  },
};
const GOALS = { rows: 8, tcpdump: 2.5, filter: 8, fields: 10, memory: 64, flat: 1.25 };
const FREE_BYTES = 100e6;
const SIZES = [10_000, 100_000, 1_000_000, 4_000_000];

const words = process.argv.slice(2);
const frames = /^\d+$/.test(words[0] ?? '') ? Number(words.shift()) : 1_000_000;
const kinds = words.length > 0 ? words : Object.keys(KINDS);
const turns = Number(process.env.TURNS ?? 3);
if (frames < 1 || !(turns >= 1) || !kinds.every((kind) => Object.hasOwn(KINDS, kind))) {
  process.stderr.write('usage: node bench/read.mjs [FRAMES] [tcp|http|dns|tls …]\n');
  process.exit(2);
}

const here = fileURLToPath(new URL('.', import.meta.url));
const wirecat = process.env.WIRECAT?.split(' ') ?? [process.execPath, join(here, '../bin/wirecat')];
const scratch = mkdtempSync(join(tmpdir(), 'wirecat-read-'));
const say = (line = '') => process.stdout.write(`${line}\n`);

/** The captures' folder is named for the sources that make them. */
const captures = () => {
  const makers = readdirSync(join(here, 'captures')).sort();
  const hash = createHash('sha256').update(readFileSync(join(here, 'mkcapture.mjs')));
  for (const name of makers) hash.update(readFileSync(join(here, 'captures', name)));
  const folder = join(tmpdir(), `wirecat-captures-${hash.digest('hex').slice(0, 12)}`);
  mkdirSync(folder, { recursive: true });
  return folder;
};
const folder = captures();

const captureOf = (kind, count) => {
  const file = join(folder, `${kind}-${count}.pcap`);
  if (existsSync(file)) return file;
  const making = join(scratch, 'making.pcap');
  const { status } = spawnSync(process.execPath, [join(here, 'mkcapture.mjs'), making, String(count), kind], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`bench/mkcapture.mjs ended with ${status}`);
  renameSync(making, file);
  return file;
};

const ours = (file, ...options) => [...wirecat, 'read', file, ...options];
const tshark = (file, ...options) => ['tshark', '-n', '-r', file, ...options];

const through = (reader, command) => {
  const script = `set -o pipefail; TIMEFORMAT='%U %S %R'
    { time /usr/bin/time -q -o "$0/memory" -f %M "$@" 2>"$0/said"; } 2>"$0/time" | ${reader}`;
  const env = { ...process.env, WIRESHARK_CONFIG_DIR: scratch };
  const { status, stdout, error } = spawnSync('bash', ['-c', script, scratch, ...command], { encoding: 'utf8', env });
  if (error) throw error;
  if (status === 0) return stdout;
  throw new Error(readFileSync(join(scratch, 'said'), 'utf8').trim().split('\n')[0] || `${command[0]} ended with ${status}`);
};

/** How many lines have a text. */
const lines = (command, text) => Number(through(`{ grep -cF -e '${text}' || true; }`, command));

/** CPU and wall seconds and the most bytes that one run held. */
const run = (command) => {
  through('cat >/dev/null', command);
  const [user, system, wall] = readFileSync(join(scratch, 'time'), 'utf8').trim().split(' ').map(Number);
  return { cpu: user + system, wall, bytes: Number(readFileSync(join(scratch, 'memory'), 'utf8')) * 1024 };
};

const best = (runs, what) => Math.min(...runs.map((one) => one[what]));
const grouped = (n) => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ',');

/** One line of the report: figures, the goal, and whether it was missed. */
const row = (name, values, goal, met) =>
  say(`  ${name.padEnd(62)}${values.map((value) => value.padStart(8)).join('')}   ${goal}${met ? '' : '  MISSED'}`);

const peaks = new Map();
const remember = (name, runs, count) => peaks.set(name, Math.max(0, ...runs.map(({ bytes }) => bytes - FREE_BYTES)) / count);

/** Ours against each peer, a turn of all of them after the other; what cannot run is said and left out. */
const compare = (name, kind, command, peers) => {
  try {
    const counts = peers.map((peer) => (peer.text === undefined ? [] : [command, peer.command].map((one) => lines(one, peer.text))));
    const taken = Array.from({ length: turns }, () => ({ own: run(command), peers: peers.map((peer) => run(peer.command)) }));
    const mine = taken.map((turn) => turn.own);
    remember(`${kind}  ${name}`, mine, frames);
    for (const [i, peer] of peers.entries()) {
      const theirs = taken.map((turn) => turn.peers[i]);
      const [cpu, wall] = ['cpu', 'wall'].map((what) => best(theirs, what) / best(mine, what));
      row(`${kind}  ${peer.name}`, [cpu.toFixed(2), wall.toFixed(2)], `≥ ${peer.goal}`, wall >= peer.goal);
      const [own, other] = counts[i];
      if (own !== other) say(`       not the same answer: ${grouped(own)} lines with "${peer.text}", theirs ${grouped(other)}`);
    }
  } catch (error) {
    say(`  ${kind}  ${name}: not measured; ${error.message}`);
  }
};

const head = (title) => say(`${title.padEnd(64)}     CPU    wall   goal`);

const rows = () => {
  head('rows, against');
  for (const kind of kinds) {
    const file = captureOf(kind, frames);
    const peers = [{ name: 'tshark -n -r', goal: GOALS.rows, command: tshark(file), text: KINDS[kind].says }];
    if (kind === 'tcp') peers.push({ name: 'tcpdump -nr', goal: GOALS.tcpdump, command: ['tcpdump', '-nr', file] });
    compare('rows', kind, ours(file), peers);
  }
};

const filters = () => {
  head('-Y FILTER, against tshark -n -r … -Y FILTER');
  for (const kind of kinds) {
    const file = captureOf(kind, frames);
    const { filter } = KINDS[kind];
    const peers = [{ name: filter, goal: GOALS.filter, command: tshark(file, '-Y', filter), text: '' }];
    compare('-Y', kind, ours(file, '-Y', filter), peers);
  }
};

const fields = () => {
  head('--json --fields of six fields, against tshark -n -r … -T fields');
  for (const kind of kinds) {
    const file = captureOf(kind, frames);
    const list = KINDS[kind].fields;
    const command = tshark(file, '-T', 'fields', ...list.flatMap((field) => ['-e', field]));
    const peers = [{ name: list.slice(1, 4).join(' ').concat(' …'), goal: GOALS.fields, command, text: '' }];
    compare('--json --fields', kind, ours(file, '--json', '--fields', list.join(',')), peers);
  }
};

const memory = () => {
  say(`memory, bytes a frame above 100 MB${frames < 1_000_000 ? ' (so few frames say little)' : ''}`);
  for (const [name, each] of peaks) row(name, ['', each.toFixed(0)], `≤ ${GOALS.memory}`, each <= GOALS.memory);
};

/** What a further frame costs, from one size of capture to the next, and its ratio to what it costs in those up to FRAMES. */
const growth = (name, ...options) => {
  const sizes = SIZES.filter((size) => size <= 4 * frames);
  const runs = new Map(sizes.map((size) => [size, []]));
  for (let turn = 0; turn < turns; turn++) for (const [size, taken] of runs) taken.push(run(ours(captureOf('tcp', size), ...options)));
  const wall = (size) => best(runs.get(size), 'wall');
  const steps = sizes.slice(1).map((to, i) => ({ from: sizes[i], to, cost: (wall(to) - wall(sizes[i])) / (to - sizes[i]) }));
  const base = steps.filter(({ to }) => to <= frames).at(-1)?.cost;
  for (const { from, to, cost } of steps) {
    const values = [`${(cost * 1e9).toFixed(0)} ns`, (cost / base).toFixed(2)];
    row(`${name}  ${grouped(from)} to ${grouped(to)} frames`, values, `≤ ${GOALS.flat}`, cost <= GOALS.flat * base);
  }
  const largest = sizes.at(-1);
  if (largest > frames) remember(`tcp  ${name}, ${grouped(largest)} frames`, runs.get(largest), largest);
};

const flat = () => {
  say('what a further frame costs (tcp), and its ratio to the cost up to FRAMES');
  growth('rows');
  growth('-Y', '-Y', KINDS.tcp.filter);
  growth('--json --fields', '--json', '--fields', KINDS.tcp.fields.join(','));
};

try {
  say(`captures of ${grouped(frames)} frames, the best of ${turns} turns; a ratio is their time by ours, goals are held against wall time`);
  rows();
  filters();
  fields();
  if (kinds.includes('tcp')) flat();
  memory();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
