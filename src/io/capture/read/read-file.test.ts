import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { everything, pattern, pcapFile } from '../../../../test/fuzz/formats-samples.ts';
import { needs } from '../../../../test/needs.ts';
import { IoError, UsageError } from '../../../core/fault.ts';
import type { Capture } from './capture.ts';
import { readCapture, readCaptureFile } from './read-file.ts';

let folder: string;
let stop: AbortController;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-read-'));
  stop = new AbortController();
});
afterEach(() => {
  stop.abort(new Error('the test is over'));
  rmSync(folder, { recursive: true });
});

const put = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};
const records = (n: number, size = 100): Uint8Array =>
  pcapFile(
    'little',
    0xa1b2c3d4,
    Array.from({ length: n }, (_, i) => ({ seconds: i, data: pattern(size + (i % 5)) })),
  );

/** Number of frames, sum of their bytes, and the last time. */
const sumUp = async (capture: Capture): Promise<{ frames: number; bytes: number; last: number }> => {
  const sum = { frames: 0, bytes: 0, last: 0 };
  for await (const b of capture.batches) {
    sum.frames += b.count;
    for (let i = 0; i < b.count; i++) {
      sum.bytes += b.captured[i]!;
      if (b.bytes[b.offset[i]! + 1] !== 48) expect([sum.frames, b.bytes[b.offset[i]! + 1]]).toEqual([sum.frames, 48]);
    }
    sum.last = b.seconds[b.count - 1]!;
  }
  return sum;
};
const openFiles = (): number => readdirSync('/proc/self/fd').length;

describe('captures in plain files', () => {
  it('come in batches, each frame once, whatever the size of the file', async () => {
    for (const n of [1, 1023, 1024, 1025, 50_000]) {
      const capture = readCaptureFile(put('a.pcap', records(n)));
      expect(await sumUp(capture)).toMatchObject({ frames: n, last: n - 1 });
      expect(capture.fault).toBeUndefined();
    }
  });

  it('hold records that are larger than what is read at once', async () => {
    const usb = pcapFile(
      'little',
      0xa1b2c3d4,
      [5 << 20, 9 << 20, 12, 15 << 20].map((n) => ({ data: pattern(n) })),
      249,
    );
    const capture = readCaptureFile(put('usb.pcap', usb));
    expect(await sumUp(capture)).toMatchObject({ frames: 4, bytes: (29 << 20) + 12 });
    expect(capture.fault).toBeUndefined();
  });

  it('are closed at the end, when the loop is left, and when nobody walks them', async () => {
    const path = put('a.pcap', records(5000));
    const before = openFiles();
    await sumUp(await readCapture(path, stop.signal));
    for (const _ of readCaptureFile(path).batches) break;
    const unread = readCaptureFile(path);
    unread.close();
    unread.close();
    expect(openFiles()).toBe(before);
  });

  it('show the good part of a damaged file, then say what is wrong and where', async () => {
    const path = put('a.pcap', records(3000));
    truncateSync(path, 200_000);
    const capture = readCaptureFile(path);
    expect((await sumUp(capture)).frames).toBe(1694);
    expect(capture.fault).toMatchObject({ kind: 'short', severity: 'warn', offset: 199_914 });
  });

  it('are read to their end while they grow', () => {
    const file = records(3000);
    const path = put('a.pcap', file.subarray(0, 200_000));
    let frames = 0;
    for (const b of readCaptureFile(path).batches) {
      if (frames === 0) writeFileSync(path, file);
      frames += b.count;
    }
    expect(frames).toBe(3000);
  });

  it('refuse what is no capture, no file, or not there, by name', async () => {
    const before = openFiles();
    await expect(readCapture(put('x', Buffer.from('GIF89a')), stop.signal)).rejects.toThrow(UsageError);
    await expect(readCapture(put('empty', Buffer.alloc(0)), stop.signal)).rejects.toThrow(/empty: it is an empty file/);
    await expect(readCapture(folder, stop.signal)).rejects.toThrow(/it is a directory; name a capture in it/);
    await expect(readCapture(join(folder, 'none'), stop.signal)).rejects.toThrow(IoError);
    await expect(readCapture(join(folder, 'none'), stop.signal)).rejects.toThrow(/none: no such file/);
    expect(() => readCaptureFile(put('z.gz', gzipSync(records(1))))).toThrow(/expected a capture in a plain file/);
    expect(openFiles()).toBe(before);
  });
});

describe('captures that are packed', () => {
  it('are unpacked on the way', async () => {
    const capture = await readCapture(put('a.pcap.gz', gzipSync(records(50_000))), stop.signal);
    expect(await sumUp(capture)).toMatchObject({ frames: 50_000, last: 49_999 });
    expect([capture.fault, capture.size]).toEqual([undefined, undefined]);
  });

  it('show what was unpacked before the damage', async () => {
    const packed = gzipSync(records(50_000), { level: 0 });
    const cut = await readCapture(put('cut.gz', packed.subarray(0, packed.length >> 1)), stop.signal);
    expect((await sumUp(cut)).frames).toBeGreaterThan(24_500);
    expect(cut.fault).toMatchObject({ layer: 'gzip', severity: 'warn' });
    expect(cut.fault?.text).toMatch(/^the gzip data is damaged \(unexpected end of file\) after \d+ unpacked bytes$/);
    packed[packed.length - 8]! ^= 1;
    const bad = await readCapture(put('bad.gz', packed), stop.signal);
    expect((await sumUp(bad)).frames).toBeGreaterThan(49_800);
    expect(bad.fault?.text).toMatch(/^the gzip data is damaged \(incorrect data check\)/);
  });

  it('do not fill memory, however much comes out', async () => {
    const zeros = gzipSync(Buffer.concat([records(10), Buffer.alloc(64 << 20)]));
    const capture = await readCapture(put('bomb.gz', zeros), stop.signal);
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    let frames = 0;
    for await (const b of capture.batches) {
      frames += b.count;
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    expect(frames).toBe(10 + ((64 << 20) >> 4));
    expect(most).toBeLessThan(48 << 20);
  });
});

describe('captures from pipes', () => {
  const throughFifo = (bytes: Uint8Array, hold = false): Promise<Capture> => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const cat = spawn('sh', ['-c', `cat > ${path}${hold ? '; sleep 0' : ''}`], { stdio: ['pipe', 'ignore', 'ignore'] });
    cat.stdin.on('error', () => {});
    if (hold) cat.stdin.write(bytes);
    else cat.stdin.end(bytes);
    stop.signal.addEventListener('abort', () => cat.kill());
    return readCapture(path, stop.signal);
  };

  it('give the same frames', async () => {
    expect(await sumUp(await throughFifo(records(20_000)))).toMatchObject({ frames: 20_000 });
  });

  it('give each record as soon as it is whole', async () => {
    const capture = await throughFifo(records(3).subarray(0, 24 + 116 + 117 + 20), true);
    const seen: number[] = [];
    for await (const b of capture.batches) {
      seen.push(b.count);
      if (seen.reduce((n, x) => n + x, 0) === 2) break;
    }
    expect(seen.reduce((n, x) => n + x, 0)).toBe(2);
  });

  it('can be given up while nobody writes', async () => {
    const path = join(folder, 'quiet');
    execFileSync('mkfifo', [path]);
    const waiting = readCapture(path, stop.signal);
    setTimeout(() => stop.abort(new Error('enough')), 20);
    await expect(waiting).rejects.toThrow('enough');
  });

  it('can be given up between records', async () => {
    const path = join(folder, 'held');
    execFileSync('mkfifo', [path]);
    const fd = openSync(path, 'r+');
    writeFileSync(fd, records(2));
    const capture = await readCapture(path, stop.signal);
    const walk = sumUp(capture);
    setTimeout(() => stop.abort(new Error('enough')), 30);
    await expect(walk).rejects.toThrow('enough');
    closeSync(fd);
  });

  it('read every kind of block a few bytes at a time', async () => {
    const path = join(folder, 'slow');
    execFileSync('mkfifo', [path]);
    const fd = openSync(path, 'r+');
    const bytes = everything();
    let sent = 0;
    const drip = setInterval(() => {
      writeFileSync(fd, bytes.subarray(sent, sent + 7));
      sent += 7;
      if (sent >= bytes.length) clearInterval(drip);
    }, 0);
    const capture = await readCapture(path, stop.signal);
    let frames = 0;
    for await (const b of capture.batches) {
      frames += b.count;
      if (frames === 10) break;
    }
    expect(frames).toBe(10);
    clearInterval(drip);
    closeSync(fd);
  });
});

needs('editcap').describe('files of other programs', () => {
  it('editcap writes what we read', async () => {
    const from = put('a.pcap', records(100));
    for (const format of ['pcapng', 'nsecpcap', 'modpcap', 'rh6_1pcap', 'suse6_3pcap', 'nokiapcap']) {
      const path = join(folder, format);
      execFileSync('editcap', ['-F', format, from, path], { stdio: 'ignore' });
      expect(await sumUp(await readCapture(path, stop.signal)), format).toMatchObject({ frames: 100, last: 99 });
    }
  });
});
