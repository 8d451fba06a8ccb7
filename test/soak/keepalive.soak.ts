/** F-18: a peer that is gone without a word, seen from a namespace whose neighbour loses its address. */
import { execFileSync } from 'node:child_process';
import { expect } from 'vitest';
import { WIRECAT } from '../e2e/program.ts';
import { needs } from '../needs.ts';

const LAB = `
set -e
ip link set lo up
unshare -n sleep 60 > /dev/null 2>&1 & other=$!
until [ "$(readlink /proc/$other/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.02; done
ip link add here type veth peer name there netns $other
ip addr add 10.9.0.1/24 dev here; ip link set here up
nsenter -t $other -n sh -c 'ip addr add 10.9.0.2/24 dev there; ip link set there up'
nsenter -t $other -n "$NODE" -e 'require("net").createServer(() => {}).listen(7000)' > /dev/null 2>&1 & all="$other $!"
until nsenter -t $other -n ss -Hltn 'sport = :7000' | grep -q .; do sleep 0.05; done
mkfifo "$FOLDER"; exec 9<> "$FOLDER"
"$NODE" "$WIRECAT" connect 'tcp:10.9.0.2:7000?keepalive=2' <&9 9>&- 2>&1 > /dev/null & client=$!
until ss -Htn state established 'dport = :7000' | grep -q .; do sleep 0.05; done
ip neigh replace 10.9.0.2 lladdr "$(nsenter -t $other -n ip -o link show there | sed 's/.*ether //; s/ .*//')" dev here nud permanent
nsenter -t $other -n ip addr del 10.9.0.2/24 dev there
before=$(date +%s)
wait $client && code=0 || code=$?
echo "code $code after $(($(date +%s) - before)) s"
kill $all
`;

needs(
  'netns',
  'ip',
  'ss',
  'nsenter',
)('F-18: keepalive=2 finds it in 2 and 10 seconds more', () => {
  const fifo = `/tmp/wirecat-soak-${process.pid}`;
  const env = { ...process.env, NODE: process.execPath, WIRECAT, FOLDER: fifo };
  const out = String(execFileSync('unshare', ['-rn', 'bash', '-c', `${LAB}\nrm -f "$FOLDER"`], { env, timeout: 60_000 }));
  const [, code, seconds] = /code (\d+) after (\d+) s/.exec(out) ?? [];
  expect(out).toContain('ETIMEDOUT');
  expect([code, Number(seconds) >= 10, Number(seconds) <= 15]).toEqual(['1', true, true]);
});
