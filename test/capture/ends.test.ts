/** However a capture ends, what was captured is in the file, whole; and the reason is told in one line. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratch } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { framesIn, inNamespace } from './namespace.ts';

const folder = scratch();
const lab = (script: string, env: Record<string, string> = {}): string => inNamespace(folder, script, { env }).out;
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');

needs('netns', 'ip').describe('the end', () => {
  it.each([
    ['INT', 0],
    ['TERM', 143],
    ['HUP', 129],
  ])('SIG%s: every packet that came is in the file', (signal, code) => {
    expect(lab(`capture lo udp port 9999 -w end.pcapng; send 127.0.0.1 300; end ${signal}`)).toContain(`exit ${code}`);
    expect(framesIn(folder, 'end.pcapng')).toBe(300);
  });

  it('a quiet link ends as well', () => {
    expect(lab('ip link set v0 down; ip link set v1 down; ip link set v0 up; capture v0 -w quiet.pcapng tcp; end')).toContain('exit 0');
    expect([framesIn(folder, 'quiet.pcapng'), text('err')]).toEqual([
      0,
      expect.stringContaining('0 packets, 0 dropped by the system, 0 in the file'),
    ]);
  });

  it.each([
    ['libpcap', {}],
    ['the ring', { WIRECAT_LIBPCAP: '' }],
  ])('an interface that goes away, by %s', (_, env) => {
    expect(
      lab('capture v0 udp port 9999 -w gone.pcapng; send 10.9.0.2 100; ip link del v0; wait $P && echo "exit 0" || echo "exit $?"', env),
    ).toContain('exit 1');
    expect(text('err')).toMatch(/^wirecat capture: the capture has ended: v0 is gone.*; every packet that came before is kept$/m);
    expect(framesIn(folder, 'gone.pcapng')).toBe(100);
  });

  it('one that is only down is waited for', () => {
    lab(
      'capture v0 udp port 9999 -w down.pcapng; ip link set v0 down; ip link set v0 up; ip neigh add 10.9.0.2 lladdr 02:00:00:00:00:02 dev v0; send 10.9.0.2 9; end',
    );
    expect(framesIn(folder, 'down.pcapng')).toBe(9);
  });

  it.each(['pcapng', 'pcap'])('a full disk, %s: one line, and the file holds as many whole packets as have room', (format) => {
    const { out } = inNamespace(
      folder,
      `mkdir -p small; mount -t tmpfs -o size=64k none small
      capture lo udp port 9999 -w small/full.${format}; send 127.0.0.1 3000
      wait $P && echo "exit 0" || echo "exit $?"; cp small/full.${format} full.${format}`,
      { as: '-rnm' },
    );
    expect(out).toContain('exit 1');
    expect(text('err').match(/: the disk is full/g)).toHaveLength(1);
    expect(text('err')).toContain(` ${framesIn(folder, `full.${format}`).toLocaleString('en')} in the file`);
    expect(statSync(join(folder, `full.${format}`)).size).toBeGreaterThan(65_000);
  });

  it('-c, --duration', () => {
    lab('capture lo udp port 9999 -w count.pcapng -c 7; send 127.0.0.1 50; wait $P; capture lo -w time.pcapng --duration 50ms; wait $P');
    expect([framesIn(folder, 'count.pcapng'), framesIn(folder, 'time.pcapng')]).toEqual([7, 0]);
  });

  it('a view whose reader has stopped costs the file nothing', () => {
    lab(`mkfifo slow; sleep 100 <slow & R=$!
    wirecat capture lo udp port 9999 -w all.pcapng --wire >slow 2>err & P=$!; says 'Ctrl-C ends it' err $P
    send 127.0.0.1 20000; kill -INT $P; wait $P || true; kill $R`);
    expect(framesIn(folder, 'all.pcapng')).toBe(20_000);
  });

  it('a ring of files by time keeps the last ones', () => {
    lab(
      'capture lo udp port 9999 -w ring.pcapng --rotate 1s,2; for k in 1 2 3 4; do send 127.0.0.1 5; sleep 0.7; done; end; ls ring_* | wc -l >names',
    );
    expect(text('names').trim()).toBe('2');
  });
});
