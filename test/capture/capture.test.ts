/** `wirecat capture` in a network namespace of its own: what passes is shown and kept, as tcpdump keeps it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCaptureFile } from '../../src/io/capture/read/read-file.ts';
import { ENV, scratch, WIRECAT, wirecat } from '../e2e/program.ts';
import { needs } from '../needs.ts';

const folder = scratch();

/** A namespace with a loopback and a pair of Ethernet devices; `capture WORDS` starts one and waits until it captures, `end` ends it. */
const LAB = `
set -e
ip link set lo up
ip link add v0 type veth peer name v1
for name in v0 v1; do ip link set $name up; done
ip addr add 10.9.0.1/24 dev v0
ip neigh add 10.9.0.2 lladdr 02:00:00:00:00:02 dev v0
capture() { "$NODE" "$WIRECAT" capture "$@" >out 2>err & P=$!; until grep -q 'Ctrl-C ends it' err; do kill -0 $P; sleep 0.02; done; }
end() { kill -INT $P; wait $P; echo "exit $?"; }
send() { "$NODE" -e '
  const [host, count] = process.argv.slice(1);
  const socket = require("dgram").createSocket("udp4");
  const next = (i) => (i < Number(count) ? socket.send("packet " + i, 9999, host, () => next(i + 1)) : socket.close());
  next(0);' "$1" "$2"; }
`;

const lab = (script: string, namespace = '-rn'): string => {
  const env = { ...ENV, NODE: process.execPath, WIRECAT };
  return execFileSync('unshare', [namespace, 'bash', '-c', `${LAB}${script}`], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
};

const framesIn = (name: string): number => {
  let frames = 0;
  for (const batch of readCaptureFile(join(folder, name)).batches) frames += batch.count;
  return frames;
};

needs('netns', 'ip').describe('in a network namespace', () => {
  it('each packet of the loopback is there once, also those just before the end; a filter keeps the others out', () => {
    expect(lab('capture lo udp port 9999 -w lo.pcapng; send 127.0.0.1 500; end; cat err')).toContain('exit 0');
    expect(readFileSync(join(folder, 'err'), 'utf8')).toContain('500 packets, 0 dropped by the system, 500 in the file');
    expect(framesIn('lo.pcapng')).toBe(500);
  });

  it('rows come while it captures, and -c ends it', () => {
    lab('capture v0 -c 3 udp; send 10.9.0.2 3; wait $P');
    expect(readFileSync(join(folder, 'out'), 'utf8')).toMatch(/ {4}1 R 0\.000000000 +10\.9\.0\.1 → 10\.9\.0\.2 +UDP 50 \d+ → 9999 Len=8\n/);
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
    expect(out.match(/sll2:ethertype:ip:udp/g)?.length).toBeGreaterThanOrEqual(4);
  });

  it('the ring of files keeps the last ones', () => {
    lab('capture lo -w ring.pcap --rotate 10k,2; for k in 1 2 3; do send 127.0.0.1 200; sleep 0.1; done; end; ls ring* >names');
    expect(readFileSync(join(folder, 'names'), 'utf8').split('\n').filter(Boolean)).toHaveLength(2);
  });

  needs('python3')('a tag that the kernel took off is put back', () => {
    lab(`capture v1 -w vlan.pcap; python3 -c '
import socket
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW); s.bind(("v0", 0))
ip = "4500001d00010000401165cf0a0900010a0900020007000700090000" + "41"
s.send(bytes.fromhex("020000000002" + "020000000001" + "81000007" + "0800" + ip).ljust(60, bytes(1)))'; end`);
    expect(wirecat(['read', join(folder, 'vlan.pcap'), '-Y', 'vlan.id == 7 && udp']).out).toContain('10.9.0.1 → 10.9.0.2');
  });
});

// tcpdump gives up its rights, which it cannot where root is only a name.
needs('root', 'ip', 'tcpdump').describe('beside tcpdump', () => {
  it('the packets are the same, byte for byte', () => {
    lab(
      `capture v0 -w ours.pcap udp; tcpdump -i v0 -w - -U udp >theirs.pcap 2>said & T=$!; until grep -q listening said; do sleep 0.02; done
      send 10.9.0.2 300; until [ "$(tcpdump -r theirs.pcap 2>/dev/null | wc -l)" -ge 300 ]; do sleep 0.05; done; kill -INT $T; end`,
      '-n',
    );
    const packets = (name: string): string =>
      spawnSync('tcpdump', ['-xx', '-t', '-nn', '-r', join(folder, name)], { encoding: 'utf8' }).stdout;
    expect(packets('ours.pcap')).toBe(packets('theirs.pcap'));
  });
});

describe('what cannot be', () => {
  it('an interface that is not there is answered with those that are', () => {
    const { code, err } = wirecat(['capture', 'nothing0']);
    expect([code, err]).toEqual([2, expect.stringMatching(/expected an interface: .*any, got "nothing0"/)]);
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
