import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Capture } from '../../src/io/capture/read/capture.ts';
import { readCaptureFile } from '../../src/io/capture/read/read-file.ts';
import { readAhead } from '../../src/run/ahead/ahead.ts';
import { writeFields, writeRows } from '../../src/run/rows.ts';
import { folders, has } from '../conformance/protocol/samples.ts';

const THREAD = join(import.meta.dirname, '../../dist/cli/ahead.cjs');
const folder = mkdtempSync(join(tmpdir(), 'wirecat-ahead-'));
const file = join(folder, 'all.pcapng');
const FIELDS = [
  'frame.number',
  'frame.comment',
  'ip.src',
  'tcp.seq',
  'tcp.analysis.flags',
  'udp.time_delta',
  'http.host',
  'dns.qry.name',
  'tls.record.length',
];

beforeAll(() => {
  const samples = folders.filter((f) => has(f, `${f}.pcapng`)).map((f) => readFileSync(join('src/protocols', f, `${f}.pcapng`)));
  writeFileSync(file, Buffer.concat(samples));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ahead = (path = file): Promise<Capture> =>
  readAhead(readCaptureFile(path), { file: THREAD, verify: false, lines: { showSecrets: false } });

/** Rows and fields as text, and what is wrong with the file. */
const shown = async (open: () => Promise<Capture> | Capture, most?: number): Promise<readonly string[]> => {
  const texts = ['', ''];
  const walk = { most, signal: new AbortController().signal };
  for (const k of [0, 1]) {
    const capture = await open();
    const write = (bytes: Uint8Array): void => {
      texts[k] += Buffer.from(bytes).toString('utf8');
    };
    const sink = { write, ready: () => undefined };
    if (k === 0) await writeRows(capture, sink, walk);
    else await writeFields(capture, sink, FIELDS, walk);
    texts.push(capture.fault?.text ?? '');
    capture.close();
  }
  return texts;
};

it('shows what is shown without a second thread, of all samples one behind the other', async () => {
  const capture = await ahead();
  expect(Symbol.asyncIterator in capture.batches).toBe(true);
  capture.close();
  const [rows = ''] = await shown(() => readCaptureFile(file));
  expect(rows.split('\n').length).toBeGreaterThan(1000);
  expect(await shown(ahead)).toEqual(await shown(() => readCaptureFile(file)));
});

it('stops where it is told to, and tells where the file is damaged', async () => {
  expect(await shown(ahead, 100)).toEqual(await shown(() => readCaptureFile(file), 100));
  const cut = join(folder, 'cut.pcapng');
  writeFileSync(cut, readFileSync(file).subarray(0, 100_001));
  const [plain, threaded] = [await shown(() => readCaptureFile(cut)), await shown(() => ahead(cut))];
  expect(threaded).toEqual(plain);
  expect(plain.at(-1)).toMatch(/ends inside/);
});

it('is read here where the thread cannot start', async () => {
  const capture = await readAhead(readCaptureFile(file), { file: join(folder, 'none.cjs'), verify: false });
  expect(Symbol.iterator in capture.batches).toBe(true);
  capture.close();
});
