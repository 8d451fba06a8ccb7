import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { TIME_FORMS } from '../../src/view/row-time.ts';
import { ACK, echoTalk, PUSH, pcapOf, SYN, segmentBytes, TALK } from '../captures.ts';
import { needs } from '../needs.ts';
import { scratch, start, WIRECAT, wirecat } from './program.ts';

const folder = scratch();
const write = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

const OTHER = { ...TALK, clientPort: 6000, client: 0x0a000009 };
const talk = write('talk.pcap', pcapOf(echoTalk(['here is a message\n', 'here is another message\n'])));
const two = write('two.pcap', pcapOf([...echoTalk(['first\n']), ...echoTalk(['second\n'], OTHER, 1_700_000_100)]));
const lines = (text: string): string[] => text.split('\n').slice(0, -1);

describe('wirecat read', () => {
  it('shows a row for each packet, with its mark', () => {
    const { code, out, err } = wirecat(['read', talk]);
    expect([code, err]).toEqual([0, '']);
    expect(lines(out)).toHaveLength(12);
    expect(lines(out)[0]).toMatch(/^ +1 R +0\.000000 +10\.0\.0\.1 → 10\.0\.0\.2 +TCP 54 5000 → 7 \[SYN\] Seq=0 Win=65535 Len=0/);
    expect(lines(out)[3]).toMatch(/10\.0\.0\.1 → 10\.0\.0\.2 +ECHO 72 Request$/);
    expect(lines(out)[4]).toMatch(/\[ACK\] Seq=1 Ack=19 .*Len=0|ECHO 72 Response$/);
  });

  it('reads standard input and gzip', () => {
    const bytes = pcapOf(echoTalk(['x']));
    const plain = wirecat(['read', '-'], bytes);
    expect(plain.code).toBe(0);
    expect(wirecat(['read', '-'], gzipSync(bytes)).out).toBe(plain.out);
    expect(wirecat(['read', write('x.pcap.gz', gzipSync(bytes))]).out).toBe(plain.out);
  });

  it('tells what went when, in intervals; many without packets are one line', () => {
    const told = wirecat(['read', two, '--intervals', '10s']);
    expect(told.code).toBe(0);
    expect(lines(told.out).map((l) => l.replace(/ +█.*/, ''))).toEqual([
      'begins at s     packets           bytes',
      '          0           9             498',
      ...Array.from({ length: 9 }, (_, k) => `         ${k + 1}0           0               0`),
      '        100           9             500',
    ]);
    expect(wirecat(['read', two, '-q', '-z', 'io,stat,10'])).toEqual(told);
    expect(wirecat(['read', two, '--intervals', '1s', '-Y', 'tcp.stream == 1']).out).not.toContain('…');
    expect(wirecat(['read', two, '--intervals', '1s']).out).toContain('          … 99 intervals without packets\n');
    expect(lines(wirecat(['read', two, '--intervals', '500ms', '--json']).out).map((l) => JSON.parse(l) as unknown)[1]).toEqual({
      ...{ from: '100.0', to: '100.5' },
      ...{ frames: 9, bytes: 500 },
    });
    expect(wirecat(['read', two, '-z', 'io,stat,none']).err).toContain('expected io,stat,SECONDS or io,stat,SECONDS,FILTER');
  });

  it('lists who sent and received how much', () => {
    expect(lines(wirecat(['read', talk, '--endpoints']).out).map((l) => l.replace(/ +█.*/, ''))).toEqual([
      'endpoint             packets                           bytes',
      '10.0.0.1             8 → 4 ←                     474 → 258 ←',
      '10.0.0.2             4 → 8 ←                     258 → 474 ←',
    ]);
    const json = wirecat(['read', talk, '-q', '-z', 'endpoints,tcp,tcp.len > 0', '--json']);
    expect(JSON.parse(lines(json.out)[0] ?? '')).toEqual({
      ...{ protocol: 'tcp', endpoint: '10.0.0.1:5000' },
      ...{ sent: { frames: 2, bytes: 150 }, received: { frames: 2, bytes: 150 } },
    });
    expect(wirecat(['read', talk, '--endpoints', '--of', 'http'])).toMatchObject({ code: 2, out: '' });
    expect(wirecat(['read', talk, '--endpoints', '--of', 'udp'])).toMatchObject({
      code: 0,
      out: '',
      err: 'wirecat read: no packet has an address\n',
    });
  });

  it('counts protocols and faults, as tshark spells it too', () => {
    const counted = wirecat(['read', talk, '--protocols']);
    expect(lines(counted.out).map((l) => l.replace(/ +█.*/, ''))).toEqual([
      'protocol       packets                   bytes',
      'Ethernet            12 100.0 %             732',
      '  IPv4              12 100.0 %             732',
      '    TCP             12 100.0 %             732',
      '      Echo           4  33.3 %             300',
    ]);
    expect(wirecat(['read', talk, '-q', '-z', 'io,phs'])).toEqual(counted);
    expect(lines(wirecat(['read', talk, '-z', 'io,phs,echo', '--json']).out).map((l) => JSON.parse(l) as unknown)[3]).toEqual({
      protocol: 'echo',
      inside: ['eth', 'ip', 'tcp'],
      frames: 4,
      bytes: 300,
    });
    expect(wirecat(['read', talk, '--faults'])).toMatchObject({
      code: 0,
      out: '',
      err: 'wirecat read: nothing is wrong with 12 packets\n',
    });
    const again = write('again.pcap', pcapOf([...echoTalk(['one\n']).slice(0, 4), ...echoTalk(['one\n']).slice(3, 4)]));
    expect(wirecat(['read', again, '-z', 'expert,note']).out).toMatch(/^ {8}1 {2}↻ \S+ {2}tcp\.analysis\.\w+ {2}first in 5\n {11}\S/);
    expect(wirecat(['read', talk, '--faults', '--hosts']).code).toBe(2);
  });

  it('filters, and stops after a count', () => {
    expect(lines(wirecat(['read', talk, '-Y', 'tcp.len > 0 && ip.src == 10.0.0.0/31']).out).map((l) => l.slice(0, 7))).toEqual([
      '    4 R',
      '    7 R',
    ]);
    expect(lines(wirecat(['read', talk, '-c', '3']).out)).toHaveLength(3);
    expect(wirecat(['read', talk, '-Y', 'udp'])).toMatchObject({ code: 0, out: '' });
  });

  it('points at a mistake in a filter', () => {
    const { code, out, err } = wirecat(['read', talk, '-Y', 'tcp.prot == 7']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe('wirecat read: filter: expected tcp.port, got "tcp.prot"\n  tcp.prot == 7\n  ^^^^^^^^\n');
  });

  it('shows one frame as tree, bytes and rulers', () => {
    const { code, out } = wirecat(['read', talk, '--frame', '4', '--select', 'ip.ttl']);
    expect(code).toBe(0);
    expect(out).toContain('Frame 4: 72 bytes on wire');
    expect(out).toContain('Echo data: 686572652069732061206d6573736167650a');
    expect(out).toMatch(/^0010 {2}.*\[40\]06/m);
    expect(out).toContain('│Time to Live   │Protocol       │Header Checksum                │');
    expect(wirecat(['read', talk, '--frame', '99'])).toMatchObject({ code: 2, err: expect.stringContaining('a number from 1 to 12') });
    expect(wirecat(['read', talk, '--frame', '4', '--select', 'ipv6.hlim'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('in another one'),
    });
    expect(wirecat(['read', talk, '--frame', '4', '--select', 'tcp.stream'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('worked out'),
    });
  });

  it('draws the ladder of a conversation, and names the others', () => {
    const { code, out, err } = wirecat(['read', two, '--ladder']);
    expect([code, err]).toEqual([
      0,
      "drawn: 10.0.0.1:5000 and 10.0.0.2:7; 1 other conversation, chosen with e.g. -Y 'tcp.stream == 1'; --conversations lists them\n",
    ]);
    expect(out).toContain('"first\\n"');
    expect(out).not.toContain('second');
    const second = wirecat(['read', two, '--ladder', '-Y', 'tcp.stream == 1']);
    expect(second.out).toContain('10.0.0.9:6000');
    expect(second.out).toContain('"second\\n"');
  });

  it('keeps client, roles and clock of a ladder whose first frames do not pass a filter', () => {
    const all = lines(wirecat(['read', two, '--ladder']).out);
    const answer = all.find((l) => l.includes('◀') && l.includes('ECHO')) ?? '';
    const own = lines(wirecat(['read', two, '--ladder', '-Y', 'tcp.stream == 0 && tcp.srcport == 7 && tcp.len > 0']).out);
    expect(own[0]).toBe(all[0]);
    expect(own[1]).toMatch(/client: connects +server: listens$/);
    expect(own).toContain(answer);
  });

  it('follows a conversation as text, hex, bytes and JSON', () => {
    const follow = (...words: string[]) => wirecat(['read', talk, '--follow', 'tcp,0', ...words]);
    expect(lines(follow().out)).toEqual([
      ...['── 10.0.0.1:5000 → 10.0.0.2:7', 'here is a message', '── 10.0.0.2:7 → 10.0.0.1:5000', 'here is a message'],
      ...['── 10.0.0.1:5000 → 10.0.0.2:7', 'here is another message', '── 10.0.0.2:7 → 10.0.0.1:5000', 'here is another message'],
    ]);
    expect(follow('--raw', '--side', 'server').out).toBe('here is a message\nhere is another message\n');
    expect(follow('--hex').out).toContain('  00000012  68 65 72 65 20 69 73 20  61 6e 6f 74 68 65 72 20  here is  another ');
    const said = lines(follow('--json').out).map((l) => JSON.parse(l) as { frame: number; side: number; text: string });
    expect(said.map((s) => [s.frame, s.side, s.text])).toEqual([
      [4, 0, 'here is a message\\n'],
      [5, 1, 'here is a message\\n'],
      [7, 0, 'here is another message\\n'],
      [8, 1, 'here is another message\\n'],
    ]);
    expect(wirecat(['read', talk, '--follow', 'tcp,7'])).toMatchObject({
      code: 1,
      err: 'wirecat read: no conversation tcp,7 in the capture: there is tcp,0; --conversations lists them\n',
    });
    expect(wirecat(['read', talk, '--follow', '7'])).toMatchObject({ code: 2, err: expect.stringContaining('tcp,N') });
  });

  it('shows what is missing as missing, and the first copy of what came twice', () => {
    const segment = (seq: number, text: string, at: number) => ({ at, bytes: segmentBytes(true, PUSH, seq, 1, text) });
    const frames = [{ at: 1, bytes: segmentBytes(true, SYN, 0, 0) }, segment(1, 'abc', 2), segment(7, 'ghi', 3), segment(1, 'XYZ', 4)];
    const { out, err } = wirecat(['read', write('gap.pcap', pcapOf(frames)), '--follow', 'tcp,0']);
    expect(out).toContain('abc\n[3 bytes missing in the capture]\nghi');
    expect(err).toContain('3 bytes are missing');
    expect(err).toContain('the first copy is shown: frame 4');
  });

  it('verifies checksums', () => {
    const bad = segmentBytes(true, ACK, 1, 1);
    bad[51] = (bad[51] ?? 0) ^ 1;
    const { code, out, err } = wirecat([
      'read',
      write('bad.pcap', pcapOf([...echoTalk([]), { at: 1_700_000_001, bytes: bad }])),
      '--verify',
    ]);
    expect([code, err]).toEqual([1, 'checksums: 13 right, 1 wrong\n']);
    expect(lines(out)[6]).toMatch(/\[tcp checksum 0x[0-9a-f]{4}, should be 0x[0-9a-f]{4}\]$/);
    expect(wirecat(['read', talk, '--verify'])).toMatchObject({ code: 0, err: 'checksums: 24 right, 0 wrong\n' });
  });

  it('gives JSON for programs', () => {
    const records = lines(wirecat(['read', talk, '--json', '--fields', 'ip.src,tcp.len', '-e', 'udp.port']).out).map(
      (l) => JSON.parse(l) as unknown,
    );
    expect(records[3]).toEqual({ 'ip.src': ['10.0.0.1'], 'tcp.len': ['18'] });
    expect(records).toHaveLength(12);
    expect(wirecat(['read', talk, '--json', '--fields', 'ip.srx'])).toMatchObject({
      code: 2,
      err: 'wirecat read --fields: expected ip.src, got "ip.srx"\n',
    });
    expect(lines(wirecat(['read', talk, '--ladder', '--json']).out)).toHaveLength(12);
    expect(JSON.parse(wirecat(['read', talk, '--frame', '4', '--json']).out)).toMatchObject({ frame: 4, mark: 'R' });
  });

  it('shows the good part of a damaged file, then one warning with the place', () => {
    const whole = pcapOf(echoTalk(['x']));
    const cut = wirecat(['read', write('cut.pcap', whole.subarray(0, whole.length - 10))]);
    expect(cut.code).toBe(1);
    expect(lines(cut.out)).toHaveLength(8);
    expect(lines(cut.err)).toHaveLength(1);
    expect(cut.err).toMatch(/^wirecat read: .*cut\.pcap: .* at byte \d+/);
    for (const view of [['--ladder'], ['--follow', 'tcp,0'], ['--json'], ['--verify']])
      expect(wirecat(['read', join(folder, 'cut.pcap'), ...view]).err).toMatch(/at byte \d+/);
  });

  it.each([
    [['read', '/nonexistent.pcap'], 1, 'no such file'],
    [['read', '/'], 2, 'a capture'],
    [['read'], 2, 'FILE'],
    [['read', talk, '--frame', '1', '--ladder'], 2, '--frame and --ladder are 2 views'],
    [['read', talk, '--raw'], 2, '--raw belongs to --follow'],
    [['read', talk, '--ladder', '-e', 'ip.src'], 2, '--fields and --ladder do not go together'],
    [['read', talk, '--filtre', 'x'], 2, '--filter'],
  ])('refuses %j', (words, code, says) => {
    const ran = wirecat(words);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err).toContain(says);
  });

  it('ends quietly when nobody reads any more, and does not wait for the rest', () => {
    const many = write('many.pcap', pcapOf(Array.from({ length: 700 }, (_, i) => echoTalk(['x'], TALK, i)).flat()));
    for (const view of ['', '--json', '--verify']) {
      const { stdout, stderr, status } = spawnSync(
        'bash',
        ['-c', `set -o pipefail; '${process.execPath}' '${WIRECAT}' read '${many}' ${view} | head -1`],
        { env: { ...process.env, NO_COLOR: '1' } },
      );
      expect([status, String(stderr).replace(/checksums.*\n/, '')]).toEqual([0, '']);
      expect(lines(String(stdout))).toHaveLength(1);
    }
  });

  it('shows what comes through a pipe as it comes', async () => {
    const reading = start(['read', '-']);
    const bytes = pcapOf(echoTalk(['x']));
    reading.type(bytes.subarray(0, 300));
    await reading.shows('    2 R');
    reading.type(bytes.subarray(300));
    await reading.end();
    expect(await reading.exit).toBe(0);
    expect(lines(reading.out.toString())).toHaveLength(9);
  });
});

needs('tshark').describe('wirecat read beside tshark', () => {
  const FILTERS = [
    ...[
      'tcp.flags.syn == 1',
      'tcp.len > 0',
      'ip.addr == 10.0.0.9',
      'tcp.port == 6000 || tcp.stream == 0',
      'tcp.seq == 1 && tcp.ack == 1',
      'tcp contains "sec"',
    ],
    ...[
      'frame.number >= 5 && frame.number <= 7',
      'not tcp.flags & 0x10',
      'tcp.flags.fin == 1 and ip.src != 10.0.0.2',
      'eth.src[5] == 01',
      'ip.len in {40..45, 58}',
      'tcp.srcport in {tcp.dstport, 7}',
      'frame.len in {ip.len .. 60} || tcp.dstport in {5 .. tcp.srcport}',
    ],
    ...[
      'frame.time_relative > 50',
      'tcp.dstport < tcp.srcport',
      'tcp.analysis.flags',
      'tcp.time_delta > 0.0005',
      'frame.len - ip.len != 14',
      'udp or arp',
    ],
  ];
  it.each(FILTERS)('lets the same frames through: %s', (filter) => {
    const theirs = execFileSync('tshark', ['-r', two, '-Y', filter, '-T', 'fields', '-e', 'frame.number'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ours = lines(wirecat(['read', two, '-Y', filter, '--json', '-e', 'frame.number']).out).map(
      (l) => (JSON.parse(l) as { 'frame.number': string[] })['frame.number'][0],
    );
    expect(ours).toEqual(String(theirs).split('\n').slice(0, -1));
  });

  it('has the packets and bytes of -z io,stat', () => {
    const theirs = execFileSync('tshark', ['-n', '-q', '-r', two, '-z', 'io,stat,0.5'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const rows = [...String(theirs).matchAll(/^\| +([\d.]+) <> .*\| +(\d+) +\| +(\d+) +\|$/gm)].map(([, from, frames, bytes]) => [
      Number(from),
      Number(frames),
      Number(bytes),
    ]);
    const ours = lines(wirecat(['read', two, '--intervals', '500ms', '--json']).out).map(
      (l) => JSON.parse(l) as { from: string; frames: number; bytes: number },
    );
    expect(ours.map(({ from, frames, bytes }) => [Number(from), frames, bytes])).toEqual(rows.filter(([, frames]) => frames !== 0));
  });

  it('has the packets and bytes of -z endpoints', () => {
    const theirs = execFileSync('tshark', ['-n', '-q', '-r', two, '-z', 'endpoints,ip'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const rows = [...String(theirs).matchAll(/^([\d.]+) +(.*)$/gm)].map(([, name, numbers = '']) => [
      name,
      ...numbers.trim().split(/ +/).slice(2).map(Number),
    ]);
    const ours = lines(wirecat(['read', two, '-z', 'endpoints,ip', '--json']).out).map((l) => {
      const { endpoint, sent, received } = JSON.parse(l) as { endpoint: string } & Record<
        'sent' | 'received',
        { frames: number; bytes: number }
      >;
      return [endpoint, sent.frames, sent.bytes, received.frames, received.bytes];
    });
    expect(ours.toSorted()).toEqual(rows.toSorted());
    expect(ours.length).toBeGreaterThan(1);
  });

  it('has the columns of its rows', () => {
    const words = ['Source', 'Destination', 'Protocol', 'Info'].flatMap((name) => ['-e', `_ws.col.${name}`]);
    const theirs = execFileSync('tshark', ['-n', '-r', two, '-T', 'fields', ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
    const rows = lines(String(theirs)).map((row) => row.split('\t'));
    const ours = lines(wirecat(['read', two, '-T', 'fields', ...words]).out).map((row) => row.split('\t'));
    const segments = rows.flatMap(([, , protocol], k) => (protocol === 'TCP' ? [k] : []));
    expect(segments.length).toBeGreaterThan(9);
    expect(segments.map((k) => ours[k])).toEqual(segments.map((k) => rows[k]));
    expect(lines(wirecat(['read', two, '-Y', '_ws.col.info contains "[SYN]"']).out)).toHaveLength(2);
  });

  it.each(TIME_FORMS)('has the times of -t %s', (form) => {
    const time = (text: string): readonly string[] =>
      lines(text).map((l) => /^ *\d+ (?:R )?(.*?) +\S+ (?:→|->) /.exec(l)?.[1]?.trim() ?? l);
    const theirs = execFileSync('tshark', ['-n', '-r', two, '-t', form, '-Y', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
    expect(time(wirecat(['read', two, '-t', form, '-Y', 'tcp']).out)).toEqual(time(String(theirs)));
  });
});
