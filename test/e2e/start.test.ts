import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch, start, wirecat } from './program.ts';

const folder = scratch();
const PHASES = /^(open|message \d+|close) +│/gm;

const phases = (out: string): string[] => [...out.matchAll(PHASES)].map((m) => m[1] ?? '');

describe('wirecat start, and wirecat without words where a pipe has lines', () => {
  it('sends the lines of a pipe and draws the packets that carry them', () => {
    const file = join(folder, 'talk.pcapng');
    const { code, out, err } = wirecat(['start', '-w', file], 'here is a message\nhere is another message\n');
    expect([code, err]).toEqual([0, '']);
    expect(phases(out)).toEqual(['open', 'message 1', 'message 2', 'close']);
    expect(out).toMatch(/1 S +0\.000000 │── SYN ─+▶│/);
    expect(out).toContain('"here is a message\\n"');
    expect(out).toContain('sent 42 B, received 42 B, closed by: us FIN, peer FIN');
    expect(out).toContain(`wirecat read ${file} --frame 4`);
    expect(wirecat(['read', file, '--frame', '4']).out).toContain('Text: here is a message\\n');
    for (const line of out.split('\n').filter((l) => l.includes('│'))) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('sends a line of its own where there is none', () => {
    const { code, out } = wirecat(['start'], '', { TMPDIR: folder });
    expect(code).toBe(0);
    expect(phases(out)).toEqual(['open', 'message 1', 'close']);
    const [, file = ''] = /packets are in (\S+)/.exec(out) ?? [];
    expect(existsSync(file)).toBe(true);
  });

  it('sends a last line without an end, and any bytes', () => {
    const { out } = wirecat(['start', '-w', join(folder, 'bytes.pcapng')], Uint8Array.of(0x1b, 0x5b, 0x32, 0x4a, 0xff));
    expect(out).toContain('"\\x1b[2J\\xff"');
    expect(out).not.toContain('\u001b');
  });

  it('tells npm users how to go on', () => {
    expect(wirecat([], 'x\n', { npm_lifecycle_event: 'start', TMPDIR: folder }).out).toContain('npm start -- read ');
  });

  it('has a page without words, and stays where nothing comes', async () => {
    const running = start([], { TMPDIR: folder });
    await running.shows('http://127.0.0.1:');
    await running.shows('"hello, wire\\n"');
    running.child.kill('SIGINT');
    expect(await running.exit).toBe(0);
    expect(running.out.toString()).toContain('closed by: us FIN, peer FIN');
  });

  it('ends in order when it is interrupted', async () => {
    const running = start(['start', '-w', join(folder, 'int.pcapng')]);
    running.type('one\n');
    await running.shows('"one\\n"');
    running.child.kill('SIGINT');
    expect(await running.exit).toBe(0);
    expect(phases(running.out.toString())).toEqual(['open', 'message 1', 'close']);
    expect(running.out.toString()).toContain('closed by: us FIN, peer FIN');
  });

  it('draws wider where there is room, and has no colours in a pipe', () => {
    const { out } = wirecat(['start', '-w', join(folder, 'wide.pcapng')], 'x\n', { COLUMNS: '120' });
    expect(Math.max(...out.split('\n').map((l) => l.length))).toBe(120);
    expect(out).not.toContain('\u001b');
  });

  it('says so when the file cannot be written', () => {
    const { code, err } = wirecat(['start', '-w', join(folder, 'no', 'such', 'folder.pcapng')], 'x\n');
    expect(code).toBe(1);
    expect(err).toContain('folder.pcapng');
  });
});
