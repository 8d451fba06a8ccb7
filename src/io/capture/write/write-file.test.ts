import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  createReadStream,
  existsSync,
  linkSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everything, pattern } from '../../../../test/fuzz/formats-samples.ts';
import { needs } from '../../../../test/needs.ts';
import { IoError, UsageError } from '../../../core/fault.ts';
import { SECRETS } from '../../../formats/decoder.ts';
import { LinkType } from '../../../wire/frame.ts';
import { readCaptureFile } from '../read/read-file.ts';
import { batchSink } from '../synth/batch-sink.ts';
import { drainTo } from './drain.ts';
import { type CaptureWriter, type WriteOptions, writeCapture } from './write-file.ts';

let folder: string;
let stop: AbortController;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-write-'));
  stop = new AbortController();
});
afterEach(() => {
  stop.abort(new Error('the test is over'));
  rmSync(folder, { recursive: true });
});

const open = (path: string, more: Partial<WriteOptions> = {}): Promise<CaptureWriter> =>
  writeCapture(path, { application: 'test 1', ...more }, stop.signal);
const put = (w: CaptureWriter, source: number, data: Uint8Array, seconds = 1_700_000_000, nanos = 5): void => {
  w.reserve(source, seconds, nanos, 0, data, 'out');
};
const ethernet = { linkType: LinkType.ethernet, mark: 'R', name: 'eth0' } as const;
const write = async (path: string): Promise<void> => {
  const w = await open(path);
  put(w, w.source(ethernet), pattern(60));
  await w.close();
};
const read = (path: string) => {
  const capture = readCaptureFile(path);
  const frames = [];
  for (const b of capture.batches) {
    for (let i = 0; i < b.count; i++) {
      const data = Buffer.from(b.bytes.subarray(b.offset[i]!, b.offset[i]! + b.captured[i]!)).toString('hex');
      frames.push({
        data,
        seconds: b.seconds[i],
        nanos: b.nanos[i],
        original: b.original[i],
        link: b.linkType[i],
        comments: b.comments.get(i),
      });
    }
  }
  return { frames, decoder: capture.decoder, fault: capture.fault };
};
const hex = (b: Uint8Array): string => Buffer.from(b).toString('hex');

describe('what is written is read again', () => {
  for (const name of ['a.pcapng', 'a.pcap']) {
    it(`${name}: frames of all lengths, and times to the nanosecond`, async () => {
      const path = join(folder, name);
      const w = await open(path);
      const source = w.source(ethernet);
      const times = [
        [0, 0],
        [1, 999_999_999],
        [1_700_000_000, 123_456_789],
        [2 ** 32 - 1, 999_999_999],
      ] as const;
      for (let n = 0; n < 400; n++) put(w, source, pattern(n * 7), ...times[n % 4]!);
      expect(await w.close()).toMatchObject({ frames: 400, dropped: 0, bytes: statSync(path).size });
      const { frames, fault } = read(path);
      expect(fault).toBeUndefined();
      expect(frames.map((f) => f.data)).toEqual(Array.from({ length: 400 }, (_, n) => hex(pattern(n * 7))));
      expect(frames.map((f) => [f.seconds, f.nanos])).toEqual(Array.from({ length: 400 }, (_, n) => [...times[n % 4]!]));
    });
  }

  it('pcapng holds frames longer than the buffer, secrets, interfaces and counters', async () => {
    const path = join(folder, 'a.pcapng');
    const w = await open(path);
    const usb = w.source({ linkType: 249, mark: 'L', name: 'usb', description: 'a stick', comment: 'hello', filter: 'tcp', snapLength: 9 });
    w.secrets(SECRETS.tlsKeyLog, Buffer.from('CLIENT_RANDOM x y'));
    put(w, usb, pattern(3 << 20));
    put(w, usb, pattern(10));
    await w.close();
    const { frames, decoder } = read(path);
    expect(frames.map((f) => f.data.length / 2)).toEqual([3 << 20, 10]);
    expect(decoder.interfaces).toMatchObject([
      { linkType: 249, mark: 'L', name: 'usb', comments: ['hello'], filter: 'tcp', snapLength: 9, resolution: 9 },
    ]);
    expect(decoder.interfaces[0]?.description).toMatch(/^wirecat: lab\. .*\. a stick$/);
    expect(decoder.notes.secrets.map((s) => [s.kind, Buffer.from(s.bytes).toString()])).toEqual([[SECRETS.tlsKeyLog, 'CLIENT_RANDOM x y']]);
    expect([...decoder.notes.statistics]).toEqual([[0, { received: 2, dropped: 0 }]]);
  });

  it.each(['pcapng', 'pcap'])('%s: payloads that were lent stand where they would as copies, between what is copied', async (format) => {
    const lengths = [3, 70_001, 65_483, 0, 200_000, 5, 131_072, 1, 90_000];
    const files: Uint8Array[] = [];
    for (const lent of [0, 1 << 20]) {
      const path = join(folder, `${lent}.${format}`);
      const w = await open(path);
      const source = w.source(ethernet);
      for (let round = 0; round < 3; round++) {
        const payloads = lengths.map((n) => pattern(n));
        if (round !== 1) w.lend(lent);
        for (const [i, payload] of payloads.entries()) {
          const at = w.reserve(source, i, round, 40 + i, payload, 'in');
          w.bytes.fill(i, at, at + 40 + i);
        }
        w.settle();
        for (const payload of payloads) payload.fill(0xee);
      }
      await w.close();
      files.push(readFileSync(path));
      expect(read(path).frames.map((f) => f.data.length / 2)).toEqual([0, 1, 2].flatMap(() => lengths.map((n, i) => 40 + i + n)));
    }
    expect(Buffer.compare(files[0]!, files[1]!)).toBe(0);
  });

  it('a fast recording keeps no more of the disk than it is long', async () => {
    const path = join(folder, 'large.pcapng');
    const w = await open(path);
    const source = w.source(ethernet);
    const payload = pattern(1 << 20);
    for (let n = 0; n < 80; n++) {
      w.lend(payload.length);
      for (let at = 0; at < payload.length; at += 1 << 16) w.reserve(source, n, 0, 0, payload.subarray(at, at + (1 << 16)), 'out');
      w.settle();
      if (n % 8 === 0) await new Promise((resolve) => setTimeout(resolve, 5)); // what asks for room is loaded meanwhile
    }
    const { bytes, frames } = await w.close();
    const { size, blocks } = statSync(path);
    expect([size, frames]).toEqual([bytes, 80 * 16]);
    expect(blocks * 512).toBeLessThan(size + (1 << 20));
  });

  it('a copy of a capture keeps times, lengths, comments and marks, and leaves out what is no frame', async () => {
    const from = join(folder, 'from.pcapng');
    const to = join(folder, 'to.pcapng');
    writeFileSync(from, everything());
    const w = await open(to);
    const capture = readCaptureFile(from);
    for (const batch of capture.batches) w.batch(batch, capture.decoder.interfaces);
    await w.close();
    const [a, b] = [read(from), read(to)];
    // A frame without a time gets the first instant there is.
    const kept = a.frames.filter((f) => f.link !== 0xfffd).map((f) => ({ ...f, seconds: f.seconds || 0 }));
    expect(b.frames.map((f) => ({ ...f, comments: f.comments?.filter((c) => c !== 'wirecat: lab') ?? [] }))).toEqual(
      kept.map((f) => ({ ...f, comments: f.comments ?? [] })),
    );
    expect(b.decoder.interfaces.map((i) => [i.linkType, i.mark])).toEqual([1, 101, 1, 101].map((l) => [l, l === 1 ? 'R' : 'L']));
  });

  it('pcap says that it holds one link type', async () => {
    const w = await open(join(folder, 'a.pcap'));
    w.source(ethernet);
    expect(() => w.source({ ...ethernet, linkType: 101 })).toThrow(/expected frames of link type 1 only, got "101"; pcap holds one/);
    await w.close();
  });

  it('what comes after the close is counted as lost, and a second close is harmless', async () => {
    const path = join(folder, 'late.pcapng');
    const w = await open(path);
    const source = w.source(ethernet);
    put(w, source, pattern(60));
    const totals = await w.close();
    put(w, source, pattern(60));
    w.flush();
    expect(await w.close()).toEqual(totals);
    expect(w.totals).toMatchObject({ frames: 1, dropped: 1 });
    expect(read(path).frames).toHaveLength(1);
  });

  it('goes to the file a moment after each frame', async () => {
    const path = join(folder, 'live.pcapng');
    const w = await open(path);
    put(w, w.source(ethernet), pattern(60));
    await expect.poll(() => read(path).frames.length).toBe(1);
    await w.close();
  });
});

needs('tshark')('tshark reads the same secrets, direction and drop counters', async () => {
  const path = join(folder, 'a.pcapng');
  const w = await open(path);
  put(w, w.source(ethernet), pattern(60));
  await w.close();
  const fields = ['frame.packet_flags_direction', 'frame.interface_name', 'frame.time_epoch'].flatMap((f) => ['-e', f]);
  const row = execFileSync('tshark', ['-r', path, '-T', 'fields', ...fields], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  expect(row.trim().split('\t')).toEqual(['0x00000002', 'eth0', '1700000000.000000005']);
});

describe('files that may be written', () => {
  it('new ones, for nobody else to read', async () => {
    const path = join(folder, 'new.pcapng');
    await write(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('files of ours are replaced and closed to others', async () => {
    const path = join(folder, 'old.pcapng');
    writeFileSync(path, Buffer.alloc(10_000, 7));
    chmodSync(path, 0o644);
    await write(path);
    expect(read(path)).toMatchObject({ frames: [{ data: hex(pattern(60)) }], fault: undefined });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('links of ours are followed to files of ours', async () => {
    writeFileSync(join(folder, 'target'), 'old');
    symlinkSync('target', join(folder, 'link'));
    await write(join(folder, 'link'));
    expect(read(join(folder, 'target')).frames).toHaveLength(1);
  });

  it('the device that takes everything, of which nothing is dropped', async () => {
    const w = await open(devNull);
    const source = w.source(ethernet);
    for (let i = 0; i < 1000; i++) put(w, source, new Uint8Array(60_000));
    expect(await w.close()).toMatchObject({ frames: 1000, dropped: 0 });
  });

  it('not directories, files with another name, or links that lead nowhere', async () => {
    const path = join(folder, 'twice');
    writeFileSync(path, 'precious');
    linkSync(path, join(folder, 'other'));
    symlinkSync('nowhere', join(folder, 'dangling'));
    await expect(open(folder)).rejects.toThrow(/it is a directory; name a new file, one of yours, a pipe or a device/);
    await expect(open(path)).rejects.toThrow(/it is a file with more than one name/);
    await expect(open(join(folder, 'dangling'))).rejects.toThrow(IoError);
    await expect(open(join(folder, 'no', 'folder'))).rejects.toThrow(/there is no folder/);
    expect(readFileSync(path, 'utf8')).toBe('precious');
    expect(existsSync(join(folder, 'nowhere'))).toBe(false);
  });
});

needs('root').describe('files of others', () => {
  it('are not overwritten, and their links are not followed', async () => {
    const theirs = join(folder, 'theirs');
    const planted = join(folder, 'planted');
    writeFileSync(theirs, 'precious');
    symlinkSync(join(folder, 'victim'), planted);
    writeFileSync(join(folder, 'victim'), 'precious');
    chownSync(theirs, 12345, 12345);
    execFileSync('chown', ['-h', '12345:12345', planted]);
    await expect(open(theirs)).rejects.toThrow(/it is a file of another user, and would be overwritten/);
    await expect(open(planted)).rejects.toThrow(UsageError);
    await expect(open(planted)).rejects.toThrow(/it is a link of another user, and may lead anywhere/);
    expect([readFileSync(theirs, 'utf8'), readFileSync(join(folder, 'victim'), 'utf8')]).toEqual(['precious', 'precious']);
  });
});

describe('when the system takes no more', () => {
  it('says so once, with path and place, counts what is lost, and ends with the error', async () => {
    const told: string[] = [];
    const w = await open('/dev/full', { failed: (error) => told.push(error.message) });
    const source = w.source(ethernet);
    for (let n = 0; n < 5; n++) {
      put(w, source, pattern(60));
      w.flush();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await expect(w.close()).rejects.toThrow(/^\/dev\/full: cannot write \d+ bytes after 0: the disk is full \(ENOSPC\)$/);
    expect(told).toHaveLength(1);
    expect(w.totals).toMatchObject({ frames: 0, dropped: 5, bytes: 0 });
  });

  it('a regular file that could not be written takes nothing more', () => {
    const path = join(folder, 'ro');
    writeFileSync(path, 'abc');
    const fd = openSync(path, 'r');
    const told: string[] = [];
    const drain = drainTo(path, { fd, regular: true }, (error) => told.push(error.code));
    const done: boolean[] = [];
    for (let n = 0; n < 2; n++)
      drain.put({ bytes: pattern(10), inserts: [], essential: true, whole: (n) => n, done: (written) => done.push(written) });
    closeSync(fd);
    expect([told, done, drain.written]).toEqual([['EBADF'], [false, false], 0]);
  });

  it('drops and counts what the reader of a pipe does not take in time, and the rest can be read', async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const reader = openSync(path, 'r+');
    const w = await open(path);
    const source = w.source(ethernet);
    for (let n = 0; n < 600; n++) put(w, source, pattern(60_000));
    const closing = w.close();
    const chunks: Buffer[] = [];
    const stream = createReadStream('', { fd: reader, autoClose: false });
    stream.on('data', (chunk) => chunks.push(chunk as Buffer));
    const totals = await closing;
    await expect.poll(() => chunks.reduce((n, c) => n + c.length, 0)).toBe(totals.bytes);
    stream.destroy();
    writeFileSync(join(folder, 'got.pcapng'), Buffer.concat(chunks));
    expect(totals.frames + totals.dropped).toBe(600);
    expect(totals.dropped).toBeGreaterThan(300);
    const { frames, decoder, fault } = read(join(folder, 'got.pcapng'));
    expect([frames.length, fault]).toEqual([totals.frames, undefined]);
    expect(decoder.notes.statistics.get(0)).toEqual({ received: 600, dropped: totals.dropped });
    closeSync(reader);
  });
});

describe('batches of frames that are made here', () => {
  it('come whole and in order, however many and however long', () => {
    const seen: string[] = [];
    const sink = batchSink((b) => {
      for (let i = 0; i < b.count; i++) {
        expect(b.offset[i]! % 4).toBe(0);
        seen.push(
          `${b.linkType[i]} ${b.mark[i]} ${b.source[i]} ${b.seconds[i]} ${hex(b.bytes.subarray(b.offset[i]!, b.offset[i]! + b.captured[i]!))}`,
        );
      }
    });
    const sources = [sink.source(ethernet), sink.source({ linkType: 101, mark: 'S', name: 'x' })];
    const lengths = [0, 1, 300_000, ...Array.from({ length: 3000 }, (_, n) => n % 300)];
    for (const [n, length] of lengths.entries()) {
      const head = length >> 3;
      const at = sink.reserve(sources[n % 2]!, n, 0, head, pattern(length).subarray(head), 'none');
      sink.bytes.set(pattern(length).subarray(0, head), at);
    }
    sink.flush();
    expect(seen).toEqual(lengths.map((length, n) => `${n % 2 ? 101 : 1} ${n % 2} ${n % 2} ${n} ${hex(pattern(length))}`));
  });
});
