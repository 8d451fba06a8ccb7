/** Raw Ethernet and packets that were built, between two interfaces of a network namespace. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { ENV, scratch, WIRECAT, wirecat } from './program.ts';

const folder = scratch();

const SCRIPT = `
set -e
ip link set lo up
ip link add v0 type veth peer name v1
for name in v0 v1; do ip link set $name up; done
"$NODE" "$WIRECAT" 'packet:v1?wait=0' -w frames.pcapng --no-wire </dev/null >got 2>err & P=$!
until grep -q connected err; do kill -0 $P; sleep 0.02; done
"$NODE" "$WIRECAT" build eth/ip/udp eth.src=02:00:00:00:00:01 eth.dst=02:00:00:00:00:02 ip.src=10.9.0.1 ip.dst=10.9.0.2 udp.dstport=4711 --data hello --send packet:v0 >built
until [ -s frames.pcapng ] && grep -q hello frames.pcapng; do kill -0 $P; sleep 0.02; done
kill -INT $P; wait $P || true
cat built`;

needs('netns', 'ip')('a frame is built, sent by one interface and read on the other', () => {
  const env = { ...ENV, NODE: process.execPath, WIRECAT };
  const built = execFileSync('unshare', ['-rn', 'bash', '-c', SCRIPT], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  expect(built).toContain('UDP checksum (RFC 768)');
  const { out } = wirecat(['read', join(folder, 'frames.pcapng'), '-Y', 'udp.port == 4711']);
  expect(out).toMatch(/10\.9\.0\.1 → 10\.9\.0\.2 +UDP 47 0 → 4711 Len=5/);
});

it('without the right to it says what to type', () => {
  const { code, err } = wirecat(['packet:no-such-one'], '');
  expect(code).toBe(1);
  expect(err).toMatch(/there is no interface no-such-one; there are|CAP_NET_RAW|expected Linux/);
});
