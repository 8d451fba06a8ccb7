/**
 * Scan: a capture into columns, frames a second of CPU time, and rows against tcpdump and tshark in the same minute.
 *   node bench/scan.mjs FILE      (node bench/mkcapture.mjs makes one of a million frames)
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const file = process.argv[2];
if (file === undefined) {
  console.error('bench/scan: expected the path of a capture');
  process.exit(2);
}
const root = new URL('../', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'wirecat-scan-'));
const source = `
  import { CaptureIndex } from './src/analysis/capture-index.ts';
  import { Columns } from './src/analysis/columns.ts';
  import { readCaptureFile } from './src/io/capture/read/read-file.ts';
  import { protocols } from './src/protocols/registry.ts';
  const all = (path, into, columns) => {
    for (const batch of readCaptureFile(path).batches) into.take(batch);
    return columns.count;
  };
  export const scan = (path, rows) => {
    const columns = new Columns(protocols, rows);
    return all(path, columns, columns);
  };
  export const index = (path, rows) => {
    const made = new CaptureIndex(protocols, rows);
    return all(path, made, made.columns);
  };`;
try {
  const out = join(folder, 'scan.mjs');
  await build({ stdin: { contents: source, resolveDir: root, loader: 'ts' }, bundle: true, format: 'esm', platform: 'node', outfile: out });
  const { scan, index } = await import(pathToFileURL(out).href);
  for (let turn = 0; turn < 5; turn++) measure('scan into columns', scan);
  for (let turn = 0; turn < 3; turn++) measure('columns, conversations, TCP analysis', index);
  console.log(`memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  const ours = seconds(process.execPath, [join(root, 'bin/wirecat'), 'read', file]);
  for (const [name, words] of [
    ['tcpdump', ['-nr', file]],
    ['tshark', ['-nr', file]],
  ]) {
    const theirs = seconds(name, words);
    console.log(`rows: ${name} took ${(theirs / ours).toFixed(2)} times as long as wirecat read (${ours.toFixed(1)} s)`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** CPU time of this process. */
function measure(what, take) {
  const before = process.cpuUsage();
  const frames = take(file, 1_050_000);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  console.log(`${what}: ${frames} frames, ${seconds.toFixed(2)} s CPU, ${(frames / seconds / 1e6).toFixed(2)} M frames/s`);
}

/** Wall seconds of a command whose output goes nowhere. */
function seconds(program, words) {
  const started = performance.now();
  const { status, error } = spawnSync('sh', ['-c', 'exec "$@" | cat >/dev/null', 'sh', program, ...words], {
    stdio: ['ignore', 'inherit', 'ignore'],
  });
  if (error || status !== 0) throw error ?? new Error(`${program} ended with ${status}`);
  return (performance.now() - started) / 1000;
}
