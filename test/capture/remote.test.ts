/** Captures that come from elsewhere: another machine by ssh, pipes, whatever writes pcap or pcapng. The ssh of these tests runs the command here. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratch } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { framesIn, inNamespace, type Ran } from './namespace.ts';

const folder = scratch();
const text = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** As ssh does: the words behind the host are one line for a shell there, its standard input and output are ours. */
const SSH = `#!/bin/sh
echo "$*" | head -1 >"$FOLDER/asked"
while [ "$1" != -- ]; do shift; done
echo 'Welcome to the garden.' >&2
SSH_CONNECTION='127.0.0.1 50000 127.0.0.1 22' exec sh -c "$3"
`;
writeFileSync(join(folder, 'ssh'), SSH);
chmodSync(join(folder, 'ssh'), 0o755);

const far = (script: string): Ran =>
  inNamespace(folder, script, { env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, FOLDER: folder } });

needs('netns', 'ip', 'dumpcap').describe('another machine', () => {
  it('its packets, with the filter, in rows and in the file; what ssh says is shown', () => {
    far(`capture ssh:pi@garden:lo "udp port 9999" -w far.pcapng --wire; send 127.0.0.1 50
      until [ "$(wc -l <out)" -ge 50 ]; do sleep 0.05; done; end`);
    expect(framesIn(folder, 'far.pcapng')).toBe(50);
    expect(text('out')).toMatch(/ 1 R 0\.000000000 +127\.0\.0\.1 → 127\.0\.0\.1 +UDP/);
    expect(text('err')).toContain('Welcome to the garden.');
    expect(text('asked')).toContain('-- pi@garden');
  });

  it('a quiet link ends there, too', () => {
    // The pattern does not match the words of this script.
    const { out } = far(`capture ssh:garden:lo "port 1"; pgrep -f '[d]umpcap -q -i lo.*port 1[)]' >running; end
      until ! pgrep -f '[d]umpcap -q -i lo.*port 1[)]'; do sleep 0.05; done; cat running`);
    expect(out).toMatch(/^exit 0\n[\s\d]*\d+\n$/);
  });

  it('the connection that carries them is kept out', () => {
    far(`capture ssh:garden:lo -w own.pcapng; "$NODE" -e '
      const net = require("net");
      const server = net.createServer((s) => s.end()).listen(22, "127.0.0.1", () => {
        net.connect({ port: 22, host: "127.0.0.1", localPort: 50000 }).on("close", () => net.connect({ port: 22, host: "127.0.0.1", localPort: 50001 }).on("close", () => server.close()).resume()).resume();
      });'; until [ "$(wirecat read own.pcapng -Y 'tcp.port == 50001' | wc -l)" -gt 3 ]; do :; done; end`);
    expect(framesIn(folder, 'own.pcapng')).toBeGreaterThan(3);
    const { out } = inNamespace(folder, `wirecat read own.pcapng -Y 'tcp.port == 50000'`);
    expect(out).toBe('');
  });

  it('words of a shell in filter and interface are words', () => {
    const script = `wirecat capture 'ssh:garden:lo' '$(touch PWN);touch PWN' 2>err || true; wirecat capture "ssh:garden:x';touch PWN;'" 2>>err || true; ls`;
    expect(far(script).out).not.toContain('PWN');
    expect(text('err')).toMatch(/cannot capture from lo on garden: /);
  });
});

needs('netns', 'ip', 'dumpcap').describe('pipes', () => {
  it('standard input and FIFOs, with a capture filter and a file', () => {
    inNamespace(
      folder,
      `capture lo udp port 9999 -w some.pcapng; send 127.0.0.1 40; end
      wirecat capture - 'udp and not host 127.0.0.2' -w copy.pcapng <some.pcapng 2>err
      cat some.pcapng | WIRECAT_LIBPCAP= wirecat capture - 'udp dst port 9999' -c 10 -w ten.pcapng
      mkfifo pipe; cat some.pcapng >pipe & wirecat capture ./pipe tcp -w none.pcapng`,
    );
    expect(['copy', 'ten', 'none'].map((name) => framesIn(folder, `${name}.pcapng`))).toEqual([40, 10, 0]);
    expect(text('err')).toContain('40 packets, 40 in the file');
  });

  it('capture: stands where a file would', () => {
    inNamespace(
      folder,
      `wirecat read capture:lo -Y 'udp.dstport == 9999' -c 4 >rows 2>err & P=$!; says 'Ctrl-C ends it' err $P; send 127.0.0.1 9; wait $P`,
    );
    expect(text('rows').trim().split('\n')).toHaveLength(4);
  });
});
