/** Secrets that come after the packets that they open: in a pipe, in a file, in the viewer. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CaptureIndex } from '../analysis/capture-index.ts';
import { filter } from '../analysis/filter/filter.ts';
import { KeyLog } from '../analysis/key-log.ts';
import { FILE_LIMITS } from '../analysis/limits.ts';
import { said } from '../analysis/row-says.ts';
import { SHEET, SheetReader } from '../analysis/traced-sheet.ts';
import { TracerAhead } from '../analysis/tracer-ahead.ts';
import { keyLogFile } from '../io/capture/read/key-log-file.ts';
import { readCapture, readCaptureFile } from '../io/capture/read/read-file.ts';
import { nodeTools } from '../io/host/tools.ts';
import { protocols } from '../protocols/registry.ts';
import { batchOf, type Frame, type FrameBatch, frameOf } from '../wire/frame.ts';
import { eachFrame } from './frames.ts';

const FILE = new URL('../protocols/tls/suites.pcapng', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'wirecat-late-'));
afterAll(() => rmSync(folder, { recursive: true }));

const capture = readCaptureFile(FILE);
const frames: Frame[] = [];
for (const batch of capture.batches)
  for (let i = 0; i < batch.count; i++) {
    const frame = frameOf(batch, i, frames.length + 1);
    frames.push({ ...frame, bytes: frame.bytes.slice() });
  }
const lines = Buffer.from(capture.decoder.notes.secrets[0]?.bytes ?? [])
  .toString('latin1')
  .split('\n');
const { signal } = new AbortController();

/** A pipe that brings frames in pieces; `between` is called before each. */
const pipe = (pieces: readonly (readonly Frame[])[], between: (piece: number) => void) => {
  async function* batches(): AsyncGenerator<FrameBatch, void> {
    for (const [k, piece] of pieces.entries()) {
      between(k);
      for (const frame of piece) yield batchOf(frame);
    }
  }
  const notes = { ...capture.decoder.notes, secrets: [] };
  return { decoder: { ...capture.decoder, notes }, batches: batches() };
};

const visits = async (at: readonly number[], keysAt: number, text = ''): Promise<{ rows: readonly string[]; told: readonly string[] }> => {
  const secrets = new KeyLog();
  let mayCome = false;
  secrets.from(() => {
    if (mayCome) for (const line of lines) secrets.add(line);
    return !mayCome;
  });
  const rows: string[] = [];
  const told: string[] = [];
  const pieces = [0, ...at].map((from, k) => frames.slice(from, at[k] ?? frames.length));
  const source = pipe(pieces, (k) => {
    mayCome = k >= keysAt;
  });
  const choice = { secrets, mayRepeat: true, onRepeat: (what: string) => told.push(what), signal };
  const judge = text === '' ? undefined : filter(text, protocols);
  await eachFrame(source, { ...choice, filter: judge }, ({ d }) => {
    const { protocol, info } = said(d);
    const stream = d.layers.flatMap((l) => l.fields.filter((f) => f.name === 'tcp.stream'))[0]?.value;
    rows.push(`${d.frame.number} ${stream} ${protocol} ${info}`);
    return true;
  });
  return { rows, told };
};

describe('in a pipe', () => {
  it('frames are shown once more, with their numbers, and what comes then is open', async () => {
    const early = await visits([], 0);
    // In the middle of the third conversation, behind its handshake.
    const late = await visits([30], 1);
    expect(early.told).toEqual([]);
    expect(late.told).toHaveLength(1);
    const again = late.rows.slice(30, late.rows.length - (frames.length - 30));
    expect(again.length).toBeGreaterThan(8);
    for (const row of again) expect(early.rows).toContain(row);
    expect(late.rows.slice(-(frames.length - 30))).toEqual(early.rows.slice(30));
    expect(new Set(late.rows.filter((row) => early.rows.includes(row)))).toEqual(new Set(early.rows));
  });

  it('at any place, what is shown last of each frame is what it would have been', async () => {
    const early = await visits([], 0);
    for (const at of [5, 12, 26]) {
      const newest = new Map((await visits([at], 1)).rows.map((row) => [Number.parseInt(row, 10), row]));
      expect([...newest.values()].sort(), `keys after ${at} frames`).toEqual([...early.rows].sort());
    }
  });

  it('only those that pass a filter', async () => {
    const { rows } = await visits([frames.length - 1], 1, 'http.request');
    expect(rows.map((row) => row.split(' ').slice(1, 4).join(' '))).toEqual(Array.from({ length: 11 }, (_, k) => `${k} HTTP GET`));
  });
});

describe('in a file', () => {
  const blocksOf = (file: string): readonly Buffer[] => {
    const b = readFileSync(file);
    const found: Buffer[] = [];
    for (let o = 0; o < b.length; o += b.readUInt32LE(o + 4)) found.push(b.subarray(o, o + b.readUInt32LE(o + 4)));
    return found;
  };

  it('they are found behind the packets, however many batches later', async () => {
    const blocks = blocksOf(FILE);
    const secrets = blocks.filter((b) => b.readUInt32LE(0) === 10);
    const packets = blocks.filter((b) => b.readUInt32LE(0) === 6);
    const rest = blocks.filter((b) => ![6, 10].includes(b.readUInt32LE(0)));
    const path = join(folder, 'late.pcapng');
    // The last packet, an ACK, a few thousand times.
    writeFileSync(path, Buffer.concat([...rest, ...packets, ...Array(3000).fill(packets.at(-1)), ...secrets]));
    let requests = 0;
    await eachFrame(await readCapture(path, signal), { filter: filter('http.request', protocols), signal }, () => {
      requests++;
      return true;
    });
    expect(requests).toBe(11);
  });
});

describe('in an index', () => {
  const ahead = () => {
    const tracer = new TracerAhead(protocols, FILE_LIMITS, { verify: false, tools: nodeTools });
    const sheet = { words: new Int32Array(SHEET.words), facts: new Float64Array(SHEET.facts) };
    const reader = new SheetReader(protocols, () => {});
    return {
      tracer: () => reader,
      trace: (batch: FrameBatch): void => {
        tracer.begin(sheet);
        tracer.take(batch, 0);
        reader.begin(sheet, tracer.events());
      },
    };
  };
  const here = { tracer: undefined, trace: () => {} };

  it.each([here, ahead()])('the frames of a conversation are known anew, and those that come are open', ({ tracer, trace }) => {
    const secrets = new KeyLog();
    secrets.watched = true;
    const index = new CaptureIndex(protocols, (n) => frames[n - 1]?.bytes ?? new Uint8Array(0), { tools: nodeTools, secrets, tracer });
    const take = (frame: Frame): void => {
      const batch = batchOf(frame);
      trace(batch);
      index.take(batch);
    };
    const row = (n: number): string => said(index.dissect(n)).info;
    const streamOf = (n: number): unknown => index.known(n).facts(0)?.['stream'];
    const at = 30;
    for (const frame of frames.slice(0, at)) take(frame);
    expect(row(8)).toMatch(/^Application Data/);
    for (const line of lines) secrets.add(line);
    const late = secrets.late();
    expect(late.map((c) => `${c.transport} ${c.stream}`)).toEqual(['tcp 0', 'tcp 1', 'tcp 2'].slice(0, late.length));
    for (const { stream } of late) index.again(Array.from({ length: index.count }, (_, k) => k + 1).filter((n) => streamOf(n) === stream));
    expect(row(8)).toBe('GET /page.txt HTTP/1.0 ');
    expect(streamOf(8)).toBe(0);
    for (const frame of frames.slice(at)) take(frame);
    const all = Array.from({ length: index.count }, (_, k) => row(k + 1));
    expect(all.filter((info) => info.startsWith('GET'))).toHaveLength(11);
    expect(all.filter((info) => info.startsWith('Application Data'))).toEqual([]);
  });
});

describe('a key log file', () => {
  it('is read as it grows, line by line, also where it begins anew', () => {
    const path = join(folder, 'keys.txt');
    const file = keyLogFile(path, true);
    const got: string[] = [];
    const pull = (): readonly string[] => {
      file.pull((line) => got.push(line));
      return got.splice(0);
    };
    expect(pull()).toEqual([]);
    writeFileSync(path, 'one\ntw');
    expect(pull()).toEqual(['one']);
    writeFileSync(path, 'one\ntwo\nthree\n');
    expect(pull()).toEqual(['two', 'three']);
    expect(pull()).toEqual([]);
    writeFileSync(path, 'four\n');
    expect(pull()).toEqual(['four']);
    file.close();
  });

  it('that is not there is refused where it is not waited for', () => {
    expect(() => keyLogFile(join(folder, 'none'), false)).toThrow(/no such file/);
  });
});
