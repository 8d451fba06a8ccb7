// Measures `wirecat capture -w` beside `tcpdump -w` of the same traffic, in turns, in a network namespace: CPU of a packet, losses, memory.
//
//   node bench/capture.mjs [PACKETS] [RATE]              1,000,000 packets, 300,000 a second
//   node bench/capture.mjs --memory [MINUTES] [RATE]     whether memory stays flat; 2 minutes, 50,000 a second
//
// Packets of 100 bytes come from bench/flood.c, which is compiled first. CPU is that of the whole program, from its start to its end: a start of
// half a second is half a microsecond of each of a million packets, and a sixteenth of one where there are 8,000,000.
// What is sent and what is written and dropped must be equal; the packets of both files must be the same.
// Environment: TURNS (3), WIRECAT (the command under test), WIRECAT_LIBPCAP= (without libpcap). Wants bash, cc, ip, tcpdump, unshare.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const GOALS = { rate: 300_000, cpu: 0.8, growth: 1.1 };
const [SENDS, HEARS] = ['va', 'vb'];
const SIZE = 100;

/** The program again, in a namespace: for root of this machine, so that tcpdump may give up its rights, else for this user with all capabilities. */
if (process.env.WIRECAT_BENCH !== 'inside') {
  const inside = process.getuid?.() === 0 ? ['-n'] : ['-n', '--map-current-user', '--keep-caps'];
  const { status } = spawnSync('unshare', [...inside, process.execPath, fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, WIRECAT_BENCH: 'inside' },
  });
  process.exit(status ?? 1);
}

const words = process.argv.slice(2);
const isMemory = words[0] === '--memory' && words.shift() !== undefined;
const [first = isMemory ? 2 : 1_000_000, rate = isMemory ? 50_000 : GOALS.rate] = words.map(Number);
const turns = Number(process.env.TURNS ?? 3);
if (!(first > 0) || !(rate > 0)) {
  process.stderr.write('usage: node bench/capture.mjs [PACKETS] [RATE] | --memory [MINUTES] [RATE]\n');
  process.exit(2);
}

const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'wirecat-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const flood = join(folder, 'flood');
must('cc', '-O2', '-o', flood, join(here, 'flood.c'));
for (const line of ['link set lo up', `link add ${SENDS} type veth peer name ${HEARS}`, `link set ${SENDS} up`, `link set ${HEARS} up`])
  must('ip', ...line.split(' '));

const wirecat = (process.env.WIRECAT ?? `${process.execPath} ${join(here, '../bin/wirecat')}`).split(' ');
const PROGRAMS = {
  tcpdump: {
    command: (/** @type {string} */ file) => ['tcpdump', '-i', HEARS, '-B', '65536', '-w', file, 'udp'],
    begun: 'listening on',
    totals: (/** @type {string} */ said) => [count(said, /(\d+) packets captured/), count(said, /(\d+) packets dropped by kernel/)],
  },
  wirecat: {
    command: (/** @type {string} */ file) => [...wirecat, 'capture', HEARS, 'udp', '-w', file],
    begun: 'Ctrl-C ends it',
    totals: (/** @type {string} */ said) => [count(said, /([\d,]+) in the file/), count(said, /([\d,]+) dropped by the system/)],
  },
};

if (isMemory) await memory(first);
else await compare(first);

/** @param {number} packets */
async function compare(packets) {
  const cpu = { tcpdump: /** @type {number[]} */ ([]), wirecat: /** @type {number[]} */ ([]) };
  for (let turn = 1; turn <= turns; turn++) {
    const hashes = [];
    for (const name of /** @type {const} */ (['tcpdump', 'wirecat'])) {
      const file = join(folder, `${name}.pcap`);
      const run = await captured(PROGRAMS[name], file, packets);
      cpu[name].push((run.cpu * 1e6) / packets);
      const [kept = 0, dropped = 0] = run.totals;
      const sum = kept + dropped - run.sent;
      print(
        `${turn} ${name.padEnd(8)} ${figure((run.cpu * 1e6) / packets)} µs a packet  sent ${run.sent} at ${Math.round(run.rate)}/s  kept ${kept}  dropped ${dropped}  kept + dropped − sent = ${sum}`,
      );
      hashes.push(dropped === 0 ? packetsHash(file) : undefined);
      rmSync(file, { force: true });
    }
    if (hashes[0] !== undefined && hashes[1] !== undefined)
      print(`  the packets of both files ${hashes[0] === hashes[1] ? 'are the same' : 'DIFFER'}`);
  }
  const beyond = median(cpu.wirecat) - median(cpu.tcpdump);
  print(`CPU beyond tcpdump: ${figure(beyond)} µs a packet (goal: at most ${GOALS.cpu})`);
}

/**
 * @param {{ command(file: string): string[], begun: string, totals(said: string): number[] }} program
 * @param {string} file
 * @param {number} packets
 */
async function captured(program, file, packets) {
  // Bash tells the CPU of what it waited for.
  const script = 'trap \'kill -INT $P\' USR1; "$@" & P=$!; wait $P; wait $P; times >&3';
  const child = spawn('bash', ['-c', script, 'bash', ...program.command(file)], { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] });
  let [said, times] = ['', ''];
  child.stderr?.on('data', (more) => (said += more));
  child.stdio[3]?.on('data', (more) => (times += more));
  while (!said.includes(program.begun)) await after(20);
  const sent = spawnSync(flood, [SENDS, String(packets), String(SIZE), String(rate)], { encoding: 'utf8' });
  // tcpdump waits a second at most for what the kernel hands over a block at a time, and ends without what it has not got by then.
  await after(1500);
  child.kill('SIGUSR1');
  await new Promise((resolve) => child.on('close', resolve));
  const [number = 0, seconds = 1] = sent.stdout.split(' ').map(Number);
  const cpu = [...(times.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
  return { sent: number, rate: number / seconds, cpu, totals: program.totals(said) };
}

/** @param {number} minutes */
async function memory(minutes) {
  const file = join(folder, 'ring.pcapng');
  const child = spawn(wirecat[0] ?? '', [...wirecat.slice(1), 'capture', HEARS, '-w', file, '--rotate', '20M,2', '--wire'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (more) => (said += more));
  while (!said.includes('Ctrl-C ends it')) await after(20);
  const sender = spawn(flood, [SENDS, String(Math.round(rate * 60 * minutes)), String(SIZE), String(rate)], { stdio: 'ignore' });
  const sizes = [];
  while (sender.exitCode === null) {
    await after(5000);
    sizes.push(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'latin1'))?.[1] ?? 0) / 1024);
    process.stderr.write(`\r${sizes.length * 5} s: ${Math.round(sizes.at(-1) ?? 0)} MB `);
  }
  child.kill('SIGINT');
  await new Promise((resolve) => child.on('close', resolve));
  const half = sizes.length >> 1;
  const [early, late] = [median(sizes.slice(Math.min(4, half), half)), median(sizes.slice(half))];
  print(`\n${said.trim().split('\n').at(-1)}`);
  print(
    `memory: ${Math.round(early)} MB in the first half, ${Math.round(late)} MB in the second: ${figure(late / early)} (goal: at most ${GOALS.growth})`,
  );
}

/** @param {string} file  pcap; times differ, for two programs never run at once */
function packetsHash(file) {
  const bytes = readFileSync(file);
  const hash = createHash('sha256');
  for (let at = 24; at + 16 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 8);
    hash.update(bytes.subarray(at + 8, at + 16 + length));
    at += 16 + length;
  }
  return hash.digest('hex');
}

/** @param {string} said @param {RegExp} what */
function count(said, what) {
  return Number((what.exec(said)?.[1] ?? 'NaN').replaceAll(',', ''));
}

/** @param {readonly number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** @param {number} value */
function figure(value) {
  return value.toFixed(2);
}

/** @param {string} text */
function print(text) {
  process.stdout.write(`${text}\n`);
}

/** @param {string} program @param {readonly string[]} words */
function must(program, ...words) {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${words.join(' ')}: ${stderr}`);
}
