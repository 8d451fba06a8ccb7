/** `wirecat capture` in a network namespace of its own: what passes is shown and kept, as tcpdump keeps it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENV, scratch, WIRECAT, wirecat } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { framesIn, inNamespace } from './namespace.ts';

const folder = scratch();

const lab = (script: string, as = '-rn', env: Record<string, string> = {}): string => inNamespace(folder, script, { as, env }).out;
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');

needs('netns', 'ip').describe('in a network namespace', () => {
  it.each([
    ['libpcap', {}, /frames come by libpcap \d/],
    ["the kernel's ring", { WIRECAT_LIBPCAP: '' }, /libpcap is not installed: frames come from the kernel's packet ring/],
  ])('by %s: the same packets, and which way it was', (_, env, said) => {
    lab('capture v1 "udp and (port 9999 or port 7) and not src host 10.9.0.3" -w way.pcap; send 10.9.0.2 200; end', '-rn', env);
    expect(text('err')).toMatch(said);
    expect(text('err')).toContain('200 packets, 0 dropped by the system, 200 in the file');
    expect(framesIn(folder, 'way.pcap')).toBe(200);
  });

  needs('dumpcap')('without koffi dumpcap captures, and it is told', () => {
    lab(
      'capture lo udp port 9999 -w far.pcapng; send 127.0.0.1 100; until [ "$(wirecat read far.pcapng | wc -l)" -ge 100 ]; do :; done; end',
      '-rn',
      {
        WIRECAT_HOST: 'plain',
      },
    );
    expect(text('err')).toContain('WIRECAT_HOST=plain leaves Node alone: dumpcap captures instead');
    expect(framesIn(folder, 'far.pcapng')).toBe(100);
  });

  it('each packet of the loopback is there once, also those just before the end; a filter keeps the others out', () => {
    expect(lab('capture lo udp port 9999 -w lo.pcapng; send 127.0.0.1 500; end; cat err')).toContain('exit 0');
    expect(text('err')).toContain('500 packets, 0 dropped by the system, 500 in the file');
    expect(framesIn(folder, 'lo.pcapng')).toBe(500);
  });

  it.each(['quiet.pcap', 'quiet.pcapng'])('where nothing passes %s is a whole file all the same', (name) => {
    lab(`capture v1 udp -w ${name}; end`);
    expect(framesIn(folder, name)).toBe(0);
    expect(readFileSync(join(folder, name)).length).toBeGreaterThan(0);
  });

  it('shows what is asked for, and keeps all', () => {
    lab('capture lo udp port 9999 -w counted.pcapng --protocols; send 127.0.0.1 20; end');
    expect(text('out')).toMatch(/UDP +20 100\.0 %/);
    lab("capture lo udp port 9999 -w some.pcapng -Y 'frame.number in {2, 3}'; send 127.0.0.1 20; end");
    expect(text('out').match(/ R /g)).toHaveLength(2);
    expect(['counted.pcapng', 'some.pcapng'].map((name) => framesIn(folder, name))).toEqual([20, 20]);
  });

  it('rows come while it captures, and -c ends it', () => {
    lab('capture v0 -c 3 udp; send 10.9.0.2 3; wait $P');
    expect(text('out')).toMatch(/ {4}1 R 0\.000000000 +10\.9\.0\.1 → 10\.9\.0\.2 +UDP 50 \d+ → 9999 Len=8\n/);
  });

  it('all interfaces at once, without their link headers', () => {
    lab('capture any -w any.pcap; send 127.0.0.1 2; send 10.9.0.2 2; end');
    const { out } = wirecat([
      'read',
      join(folder, 'any.pcap'),
      '-Y',
      'udp.dstport == 9999',
      '--json',
      '--fields',
      'frame.protocols,ip.dst',
    ]);
    expect(out.match(/sll:ethertype:ip:udp/g)?.length).toBeGreaterThanOrEqual(4);
  });

  it('the ring of files keeps the last ones', () => {
    lab('capture lo -w ring.pcap --rotate 10k,2; for k in 1 2 3; do send 127.0.0.1 200; sleep 0.1; done; end; ls ring* >names');
    expect(text('names').split('\n').filter(Boolean)).toHaveLength(2);
  });

  needs('python3').describe('a tag that the kernel took off is put back, and filters find it', () => {
    it.each([
      ['libpcap', {}],
      ['the ring', { WIRECAT_LIBPCAP: '' }],
    ])('by %s', (_, env) => {
      lab(
        `capture v1 "vlan 7 and udp port 7 and udp[8] = 0x41" -w vlan.pcap; python3 -c '
import socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); s.bind(("v0", 0))
ip = "4500001d00010000401165cf0a0900010a0900020007000700090000" + "41"
s.send(bytes.fromhex("020000000002" + "020000000001" + "81000007" + "0800" + ip).ljust(60, bytes(1)))
s.send(bytes.fromhex("020000000002" + "020000000001" + "81000008" + "0800" + ip).ljust(60, bytes(1)))'; end`,
        '-rn',
        env,
      );
      expect(framesIn(folder, 'vlan.pcap')).toBe(1);
      expect(wirecat(['read', join(folder, 'vlan.pcap'), '-Y', 'vlan.id == 7 && udp']).out).toContain('10.9.0.1 → 10.9.0.2');
    });
  });
});

// tcpdump gives up its rights, which it cannot where root is only a name.
const NOT_ROOT_BY_NAME = process.getuid?.() === 0 ? '-n' : '-n --map-current-user --keep-caps';

needs('netns', 'ip', 'tcpdump').describe('beside tcpdump', () => {
  it('the packets are the same, byte for byte', () => {
    lab(
      `capture v0 -w ours.pcap udp; tcpdump -i v0 -w - -U udp >theirs.pcap 2>said & T=$!; until grep -q listening said; do sleep 0.02; done
      send 10.9.0.2 300; until [ "$(tcpdump -r theirs.pcap 2>/dev/null | wc -l)" -ge 300 ]; do sleep 0.05; done; kill -INT $T; end`,
      NOT_ROOT_BY_NAME,
    );
    const packets = (name: string): string =>
      spawnSync('tcpdump', ['-xx', '-t', '-nn', '-r', join(folder, name)], { encoding: 'utf8' }).stdout;
    expect(packets('ours.pcap')).toBe(packets('theirs.pcap'));
  });
});

describe('what cannot be', () => {
  it('an interface that is not there is answered with those that are', () => {
    const { code, err } = wirecat(['capture', 'nothing0']);
    expect([code, err]).toEqual([2, expect.stringMatching(/there is no interface "nothing0"; there are .*any/)]);
  });

  it('--rotate without a file', () => {
    expect(wirecat(['capture', 'any', '--rotate', '1M'])).toMatchObject({ code: 2, err: expect.stringContaining('-w FILE with --rotate') });
  });

  needs('setpriv')('without the right it says what to type', () => {
    const words = ['--reuid=65534', '--clear-groups', '--bounding-set=-all', '--no-new-privs', process.execPath, WIRECAT, 'capture', 'any'];
    const { status, stderr } = spawnSync('setpriv', words, { env: ENV, encoding: 'utf8' });
    expect([status, stderr]).toEqual([1, expect.stringContaining('sudo tcpdump -i any -U -w - | wirecat read -')]);
  });
});
