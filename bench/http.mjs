// Measures files over HTTP against nginx and Python's http.server, in turns within the same minute, and prints ratios beside their goals.
//
//   node bench/http.mjs [1k|100k|1g …]
//
// 1k, 100k: requests a second of wrk, 32 connections. 1g: bytes a second of curl, from the page cache.
// Environment: ROUNDS (5), SECONDS of each run of wrk (2), CONNECTIONS (32), WIRECAT (the command under test).
// Wants wrk, curl, nginx and python3; whichever server is missing is left out.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const FILES = { '1k': 1024, '100k': 102_400, '1g': 2 ** 30 };
/** At least so much of what the peer does. */
const GOALS = { nginx: { '1k': 0.33, '100k': 0.33, '1g': 0.8 }, python: { '1k': 3, '100k': 3 } };

const chosen = process.argv.slice(2);
const wrong = chosen.find((name) => !(name in FILES));
if (wrong !== undefined) {
  process.stderr.write('usage: node bench/http.mjs [1k|100k|1g …]\n');
  process.exit(2);
}
const kinds = chosen.length > 0 ? chosen : Object.keys(FILES);
const rounds = Number(process.env.ROUNDS ?? 5);
const seconds = Number(process.env.SECONDS ?? 2);
const connections = Number(process.env.CONNECTIONS ?? 32);
const folder = mkdtempSync(join(tmpdir(), 'wirecat-bench-'));
const site = join(folder, 'site');
const here = fileURLToPath(new URL('.', import.meta.url));

mkdirSync(site);
for (const [name, size] of Object.entries(FILES)) {
  const fd = openSync(join(site, name), 'w');
  if (size < 2 ** 20) writeFileSync(fd, Buffer.alloc(size, 'wirecat '));
  else ftruncateSync(fd, size);
  closeSync(fd);
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const servers = {
  wirecat: (port) => {
    const command = process.env.WIRECAT?.split(' ') ?? [process.execPath, join(here, '../bin/wirecat')];
    return [...command, 'serve', 'http', String(port), '--files', site, '--max-conns', '2000'];
  },
  nginx: (port) => {
    const config = join(folder, 'nginx.conf');
    const server = `server { listen 127.0.0.1:${port}; root ${site}; access_log ${folder}/access; keepalive_requests 100000000; }`;
    const http = `http { sendfile on; tcp_nopush on; client_body_temp_path ${folder}; ${server} }`;
    writeFileSync(config, `daemon off; worker_processes 1; pid ${folder}/pid; events { worker_connections 2048; } ${http}`);
    return ['nginx', '-e', join(folder, 'errors'), '-c', config];
  },
  python: (port) => ['python3', '-m', 'http.server', '--bind', '127.0.0.1', '--directory', site, String(port)],
};

const has = (program) => spawnSync(program, ['--help'], { stdio: 'ignore' }).error === undefined;

/** @returns running servers, by name, with their ports */
const start = async () => {
  const running = {};
  for (const [name, words] of Object.entries(servers)) {
    const port = await freePort();
    const [program, ...args] = words(port);
    if (!has(program)) {
      process.stdout.write(`${name} is not here and is left out\n`);
      continue;
    }
    const log = openSync(join(folder, `${name}.log`), 'w');
    running[name] = { port, child: spawn(program, args, { stdio: ['ignore', log, log] }) };
    for (let n = 0; n < 100 && spawnSync('curl', ['-sf', '-o', '/dev/null', `http://127.0.0.1:${port}/1k`]).status !== 0; n++)
      await sleep(100);
  }
  return running;
};

const requests = (port, kind) => {
  const words = ['-t1', `-c${connections}`, `-d${seconds}`, `http://127.0.0.1:${port}/${kind}`];
  const { stdout } = spawnSync('wrk', words, { encoding: 'utf8' });
  if (/Non-2xx/.test(stdout)) throw new Error(stdout);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]);
};

const bytes = (port, kind) =>
  Number(
    spawnSync('curl', ['-s', '-o', '/dev/null', '-w', '%{speed_download}', `http://127.0.0.1:${port}/${kind}`], { encoding: 'utf8' })
      .stdout,
  );

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const running = await start();
try {
  for (const kind of kinds) {
    const rates = Object.fromEntries(Object.keys(running).map((name) => [name, []]));
    for (let round = 0; round < rounds; round++)
      for (const [name, { port }] of Object.entries(running))
        if (name === 'wirecat' || GOALS[name]?.[kind] !== undefined)
          rates[name].push(kind === '1g' ? bytes(port, kind) : requests(port, kind));
    for (const [name, goals] of Object.entries(GOALS)) {
      if (rates[name] === undefined || goals[kind] === undefined) continue;
      const ratio = median(rates.wirecat.map((rate, i) => rate / rates[name][i]));
      process.stdout.write(
        `${kind.padEnd(4)}  ${ratio.toFixed(2)} x ${name}  (goal ${goals[kind]})${ratio < goals[kind] ? '  MISSED' : ''}\n`,
      );
    }
  }
} finally {
  for (const { child } of Object.values(running)) child.kill();
  rmSync(folder, { recursive: true, force: true });
}
