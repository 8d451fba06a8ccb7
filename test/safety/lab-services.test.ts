/** What a room full of services must not become, through the program: a mirror (T-B1), a runner of programs that stay (T-B6), a teller of hostile names (T-B7). */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { scratch, start, WIRECAT } from '../e2e/program.ts';
import { FtpBench } from '../ftp-client.ts';
import { needs } from '../needs.ts';
import { ask, portOf, until } from './side.ts';

const folder = scratch();

/** Told at the end by the program itself, from SIGWINCH on: the milliseconds of work in the 9th of 10 turns of its loop that had any. */
const MEASURE = `
const turns = [];
let last = process.cpuUsage();
const turn = () => {
  const { user, system } = process.cpuUsage(last);
  last = process.cpuUsage();
  if (user + system > 1000) turns.push((user + system) / 1000);
};
process.once('SIGWINCH', () => { last = process.cpuUsage(); setInterval(turn, 1).unref(); });
process.on('exit', () => {
  turns.sort((a, b) => a - b);
  require('node:fs').writeFileSync(process.env.FOLDER + '/turn', String(turns[Math.floor(turns.length * 0.9)]));
});
`;

/** Datagrams with a sender that is not theirs: \`COUNT\` to each service, of 50 senders each. Gives the bytes of IP that were sent. */
const FORGER = `
import socket, struct, sys
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 20)
sent = 0
asked = [b'', b'x', b'reqtime', b'\\n', b'B\\0\\0text\\0ann\\0\\0\\0\\0', b'#' + bytes(47), b'<13>hello', b'y' * 600,
  bytes.fromhex('1234010000010000000000000377777703 6c61620000ff0001'.replace(' ', '')), b'\\0\\1index.html\\0octet\\0']
port_of = [int(port) for port in sys.argv[2:]]
for n in range(int(sys.argv[1])):
  for port in port_of:
    text = asked[n % len(asked)]
    source = socket.inet_aton('10.9.%d.%d' % (1 + n % 2, 1 + n % 50))
    udp = struct.pack('!HHHH', 40000 + n % 50, port, 8 + len(text), 0) + text
    packet = struct.pack('!BBHHHBBH4s4s', 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, source, socket.inet_aton('10.9.0.1')) + udp
    raw.sendto(packet, ('10.9.0.1', 0))
    sent += len(packet)
print(sent)
`;

/** Two machines; the services run on one of them, and the packets that leave it go over the cable to the other, which has no use for them. */
const LAB = `
set -e
ip link set lo up
unshare -n sleep 100 > /dev/null 2>&1 & other=$!
until [ "$(readlink /proc/$other/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.02; done
ip link add here type veth peer name there netns $other
ip addr add 10.9.0.1/24 dev here; ip link set here up
nsenter -t $other -n sh -c 'ip addr add 10.9.0.2/24 dev there; ip link set there up; ip link set lo up'
ip route add 10.9.0.0/16 via 10.9.0.2
octets() { awk -v name=$1 '/^IpExt/ { if (!at) { for (i = 1; i <= NF; i++) if ($i == name) at = i } else print $at }' /proc/net/netstat; }
names=$1; shift; words=; ports=; port=20000
for name in $names; do port=$((port + 1)); words="$words $name=udp:0.0.0.0:$port"; ports="$ports $port"; done
NODE_OPTIONS="--require $FOLDER/measure.cjs" "$NODE" "$WIRECAT" serve -q $words < /dev/null > /dev/null 2> "$FOLDER/err" & server=$!
trap 'kill $server $other' EXIT
for p in $ports; do until ss -Hlun "sport = :$p" | grep -q .; do kill -0 $server; sleep 0.05; done; done
kill -WINCH $server
before=$(octets OutOctets)
sent=$(nsenter -t $other -n python3 -c "$FORGER" 10000 $ports)
said() { echo x | nsenter -t $other -n timeout 10 "$NODE" "$WIRECAT" connect -q "udp:10.9.0.1:$1?wait=1"; }
until alive=$(said 20001) && [ -n "$alive" ]; do kill -0 $server; done
after=$(octets OutOctets)
trap 'kill $other' EXIT; kill -TERM $server; wait $server || true
echo "$sent $((after - before)) $(cat "$FOLDER/turn") $alive"
`;

needs(
  'netns',
  'ip',
  'ss',
  'nsenter',
  'python3',
)(
  'T-B1: 10,000 forged requests to each service give no more bytes than they had, and no turn of the loop is long',
  () => {
    writeFileSync(join(folder, 'measure.cjs'), MEASURE);
    const env = { ...process.env, NODE: process.execPath, WIRECAT, FOLDER: folder, FORGER };
    const names = 'echo chargen daytime discard dns msp ntp qotd reqtime syslog systat tftp time';
    const out = execFileSync('unshare', ['-rn', 'bash', '-c', LAB, 'lab', names], {
      env,
      timeout: 90_000,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [sent = 0, back = Number.POSITIVE_INFINITY, turn = Number.POSITIVE_INFINITY, alive] = String(out).trim().split(' ');
    expect(Number(sent)).toBeGreaterThan(13 * 10_000 * 28);
    expect(Number(back)).toBeLessThanOrEqual(Number(sent));
    expect(Number(turn)).toBeLessThan(150);
    expect(alive).toBe('x');
  },
  100_000,
);

it('T-B6: twenty ask for a program that hangs: eight run, twelve are told to come again, and after its time nothing of it is left', {
  timeout: 60_000,
}, async () => {
  const site = join(folder, 'site');
  mkdirSync(join(site, 'cgi-bin'), { recursive: true });
  const left = join(folder, 'left');
  const script = `#!/bin/sh\nenv > "${left}.env"\n(trap '' TERM; sleep 1000) &\necho "$$ $!" >> "${left}"\nsleep 1000\n`;
  writeFileSync(join(site, 'cgi-bin', 'hangs'), script, { mode: 0o755 });
  writeFileSync(join(site, 'index.html'), 'here');
  const server = start(['serve', 'http', '127.0.0.1:0', '--files', site, '--cgi'], { WIRECAT_TEST_SECRET: 'SECRET' });
  const port = await portOf(server);
  const get = (path: string): Promise<string> => ask(port, `GET ${path} HTTP/1.1\r\nHost: a\r\nProxy: evil\r\nConnection: close\r\n\r\n`);
  const all = Array.from({ length: 20 }, () => get('/cgi-bin/hangs'));
  const pids = (): readonly number[] => (existsSync(left) ? readFileSync(left, 'utf8').trim().split(/\s+/).map(Number) : []);
  await until(() => pids().length === 16, 'eight programs with a child each');
  expect(await get('/')).toMatch(/here$/);
  const replies = await Promise.all(all);
  const count = (status: string): number => replies.filter((reply) => reply.startsWith(`HTTP/1.1 ${status} `)).length;
  expect([count('503'), count('504')]).toEqual([12, 8]);
  await until(() => pids().every((pid) => !existsSync(`/proc/${pid}`)), 'the end of all of them');
  expect(pids()).toHaveLength(16);
  const env = readFileSync(`${left}.env`, 'utf8');
  expect(env).toContain('GATEWAY_INTERFACE=CGI/1.1');
  expect(env).not.toMatch(/SECRET|HTTP_PROXY/);
});

it('T-B7: of 100 names of files a list tells each in one line that steers nothing, and gives those that it tells', async () => {
  const on = new FtpBench();
  onTestFinished(() => on.close());
  const odd = [
    '\r\n226 evil',
    '\n',
    '\r',
    '\t',
    '\x1b]0;evil\x07',
    '\x1b[2J',
    '\x7f',
    '\x9b',
    '\u0085',
    '\u2028',
    '\u202e',
    '"',
    "'",
    ' ',
    '%',
    '%0a',
    '\\',
    '*',
    ';',
    '|',
    '$(x)',
    '`x`',
    '&',
    '<b>',
    '-l',
    '~',
    'ä',
    '日本',
    '😀',
  ];
  const names = Array.from({ length: 100 }, (_, i) => {
    const some = odd[i % odd.length] ?? '';
    return i < odd.length ? `n${i}${some}e` : i < 2 * odd.length ? `${some}n${i}` : `n${i}${some}`;
  });
  mkdirSync(join(on.root, 'odd'));
  for (const name of names) writeFileSync(join(on.root, 'odd', name), 'x');
  const client = await on.guest();
  await client.say('CWD odd');
  const told = (await client.get('NLST')).text.split('\r\n').slice(0, -1);
  for (const command of ['LIST', 'MLSD', 'NLST']) {
    const { text } = await client.get(command);
    expect(text.split('\r\n')).toHaveLength(told.length + 1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\x00-\x1f\x7f\u0080-\u009f]/);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the same
  expect(told.toSorted()).toEqual(names.filter((name) => !/[\x00-\x1f\x7f\u0080-\u009f\\]/.test(name)).toSorted());
  for (const name of told) expect((await client.get(`RETR ${Buffer.from(name).toString('latin1')}`)).text, name).toBe('x');
  for (const name of ['a\x07', 'a\x1b[2J', 'a\x7f', 'a\x00b', 'a\rb'])
    expect((await client.say(`MLST ${name}`)).slice(0, 1), name).toBe('5');
});
