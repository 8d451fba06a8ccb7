/** Channels without IP: their packets live, in a file, in every view, followed and filtered; and refused connections. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { needs } from '../needs.ts';
import { scratch, wirecat } from './program.ts';

const folder = scratch();

describe('a program at the other end', () => {
  const file = join(folder, 'cat.pcapng');
  const run = () => wirecat(['link', '-', 'exec:cat', '-w', file, '--wire'], 'over a pipe\n');

  it('is in the packet list while it happens, followed and filtered afterwards', () => {
    const live = run();
    expect(live).toMatchObject({ code: 0, out: 'over a pipe\n' });
    expect(live.err).toMatch(/S +0\.\d+ +wirecat → exec:cat +EXEC \d+ Channel=\d \[opened\]/);
    const rows = wirecat(['read', file]).out;
    expect(rows).toMatch(/wirecat → exec:cat +EXEC \d+ Channel=\d Len=12\n/);
    expect(rows).toMatch(/exec:cat → wirecat +EXEC \d+ Channel=\d \[end\]\n/);
    const streams = wirecat(['read', file, '-Y', 'exported_pdu.col_proto_str == "EXEC"', '--fields', 'exported_pdu.stream']).out;
    const number = /"(\d+)"/.exec(streams)?.[1] ?? '';
    expect(wirecat(['read', file, '--follow', `pdu,${number}`, '--raw', '--side', 'client']).out).toBe('over a pipe\n');
    expect(wirecat(['read', file, '--follow', `pdu,${number}`, '--raw', '--side', 'server']).out).toBe('over a pipe\n');
    expect(wirecat(['read', file, '--ladder', '-Y', `exported_pdu.stream == ${number}`]).out).toContain('"over a pipe\\n"');
    const frame = wirecat(['read', file, '--frame', '2']).out; // tags of a file are in the tree, and no header that a wire has seen
    expect(frame).toContain('Tag: Column Protocol String (33)');
    expect(frame).not.toContain('┌');
  });

  needs('tshark')('is what Wireshark decodes too', () => {
    run();
    const data = execFileSync(
      'tshark',
      ['-r', file, '-Y', 'data && exported_pdu.col_proto_str == "EXEC"', '-T', 'fields', '-e', 'data.data'],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    expect(data.trim().split('\n')).toEqual(Array(2).fill(Buffer.from('over a pipe\n').toString('hex')));
  });
});

describe('a protocol over pipes', () => {
  const file = join(folder, 'http.pcapng');
  const words = ['link', '-q', '-', 'exec:cat', '-w', file];

  needs('tshark')('is decoded by the dissector that is named', () => {
    const request = 'GET /of/a/pipe HTTP/1.1\r\nHost: lab.example\r\n\r\n';
    expect(wirecat([...words, '--dissector', 'http'], request).out).toBe(request);
    const fields = ['-T', 'fields', '-e', 'http.request.uri', '-e', 'http.host'];
    const seen = execFileSync('tshark', ['-r', file, '-Y', 'http.request && exported_pdu.col_proto_str == "EXEC"', ...fields], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(seen.trim().split('\n')).toEqual(Array(2).fill('/of/a/pipe\tlab.example'));
  });

  it('no name of a dissector is no plan', () => {
    const { code, err } = wirecat([...words, '--dissector', 'h t']);
    expect([code, err]).toEqual([2, expect.stringContaining('expected a name that Wireshark has for a protocol, e.g. http, got "h t"')]);
  });
});

it('a refused connection shows its two packets, and fails as ever', () => {
  const refused = wirecat(['connect', '--wire', '127.0.0.1', '1'], '');
  expect(refused.code).toBe(1);
  const [, port = ''] = /1 S .* (\d+) → 1 \[SYN\]/.exec(refused.err) ?? [];
  expect(Number(port)).toBeGreaterThan(0);
  expect(refused.err).toMatch(new RegExp(`2 S .* 1 → ${port} \\[RST, ACK\\]`));
  expect(refused.err).toContain('ECONNREFUSED');
});
