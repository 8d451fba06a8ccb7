import { describe, expect, it } from 'vitest';
import { LECTURE_DUMP } from '../lecture-frame.ts';
import { wirecat } from './program.ts';

const HEX = LECTURE_DUMP.replace(/^.{4} /gm, '').replace(/\s/g, '');

const CHECKS = [
  'Ethernet II, Src: 00:16:ea:e3:54:e6, Dst: 08:00:7f:20:00:64',
  'Internet Protocol Version 4, Src: 128.237.252.163, Dst: 128.2.220.10',
  'Total Length: 58',
  'Identification: 0x2c7a',
  ".1.. .... = Don't fragment: Set",
  'Time to Live: 128',
  'Header Checksum: 0xf4a5',
  'Source Port: 55306',
  'Destination Port: 15213',
  'Flags: 0x018 (PSH, ACK)',
  'Window: 16383',
  'Checksum: 0x968b',
  'Text: here is a message\\n',
  'complement            ~0x0b5a = 0xf4a5',
  'in the frame          0xf4a5  ✔ right',
  'complement            ~0x6974 = 0x968b',
  'in the frame          0x968b  ✔ right',
  '128.237.252.163                                                │',
];

describe('wirecat explain', () => {
  it('says of what a program sent that it is no frame, and how it becomes one', () => {
    const sent = Buffer.from('GET / HTTP/1.1\r\nHost: lab.example\r\n\r\n').toString('hex');
    expect(wirecat(['explain', sent])).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /expected a frame.*got "HTTP"; wirecat build ip\/tcp tcp\.dstport=80 --hex … puts a packet around/,
      ) as string,
    });
    expect(wirecat(['build', 'ip/tcp', 'tcp.dstport=80', '--hex', sent]).out).toContain('GET / HTTP/1.1');
    expect(wirecat(['explain', sent, '--link', 'ip']).code).toBe(0);
  });

  it('decodes the frame of the lecture as it is pasted, with both sums', () => {
    const { code, out, err } = wirecat(['explain', '-'], LECTURE_DUMP);
    expect([code, err]).toEqual([0, '']);
    for (const line of CHECKS) expect(out).toContain(line);
  });

  it.each([
    [
      'with the characters beside it',
      `${LECTURE_DUMP.trimEnd()
        .split('\n')
        .map((row, i) => `${row}  ${i === 4 ? 'message.' : '. A.b ..c ....d.'}`)
        .join('\n')}\n`,
    ],
    ['as plain digits', HEX],
    ['in upper case with colons', HEX.toUpperCase().replace(/..(?=.)/g, '$&:')],
  ])('decodes it %s', (_, text) => {
    const { code, out } = wirecat(['explain', '-'], text);
    expect(code).toBe(0);
    for (const line of CHECKS) expect(out).toContain(line);
  });

  it('takes the bytes from the command line too, in one word or many', () => {
    const many = wirecat(['explain', ...(HEX.match(/../g) ?? [])]).out;
    expect(many).toContain('in the frame          0x968b  ✔ right');
    expect(wirecat(['explain', HEX]).out).toBe(many);
  });

  it('finds out that a packet starts with IP', () => {
    const { out } = wirecat(['explain', HEX.slice(28)]);
    expect(out).toContain('Internet Protocol Version 4, Src: 128.237.252.163');
    expect(out).not.toContain('Ethernet');
  });

  it('says which checksum is wrong and what it should be', () => {
    const { out } = wirecat(['explain', HEX.replace('68657265', '68657266')]);
    expect(out).toContain('in the frame          0xf4a5  ✔ right');
    expect(out).toContain('in the frame          0x968b  ✘ wrong');
    expect(out).toMatch(/complement +~0x[0-9a-f]{4} = 0x968a/);
  });

  it('refuses a ragged row and names it', () => {
    const { code, out, err } = wirecat(['explain', '-'], LECTURE_DUMP.replace(' 7a 40 00', ' 7a 40'));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/row 0010/);
  });

  it('marks the bytes of a field', () => {
    expect(wirecat(['explain', HEX, '--select', 'ip.checksum']).out).toMatch(/^0010 .* 80 06 \[f4 a5\]80/m);
    const wrong = wirecat(['explain', HEX, '--select', 'ip.cheksum']);
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining('ip.checksum')]);
  });

  it('draws a header as it is declared', () => {
    const { code, out } = wirecat(['explain', 'tcp']);
    expect(code).toBe(0);
    expect(out).toContain('│Source Port                    │Destination Port               │');
  });

  it('gives JSON with tree, rulers and checksums', () => {
    const { out } = wirecat(['explain', HEX, '--json']);
    const frame = JSON.parse(out) as { tree: { name: string }[]; checksums: { layer: string; verdict: string }[]; rulers: unknown[] };
    expect(frame.tree.map((n) => n.name)).toEqual(['frame', 'eth', 'ip', 'tcp', 'data']);
    expect(frame.checksums.map((c) => [c.layer, c.verdict])).toEqual([
      ['ip', 'right'],
      ['tcp', 'right'],
    ]);
    expect(frame.rulers).toHaveLength(3);
  });

  it.each([[''], ['zz'], ['tpc']])('says what to write instead of %j', (text) => {
    const { code, err } = wirecat(['explain', '-'], text);
    expect(code).toBe(2);
    expect(err).toMatch(/^wirecat explain: .*(expected|there is no protocol) /);
  });
});
