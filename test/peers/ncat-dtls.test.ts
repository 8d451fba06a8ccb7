/** `ncat -u --ssl`: DTLS to a server of OpenSSL's, beside the real one. */
import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { type Running, scratch, start, startOther } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';
import { NCAT } from './ncat-side.ts';

const folder = scratch();
const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];

const client = (which: 'real' | 'ours', ...words: readonly string[]): Running =>
  which === 'real' ? startOther(NCAT, words) : start(['ncat', ...words]);

const server = async (port: string): Promise<Running> => {
  const running = startOther('openssl', ['s_server', '-dtls', '-accept', `127.0.0.1:${port}`, '-cert', cert, '-key', key]);
  await running.shows('ACCEPT');
  return running;
};

/** What a client told, without what differs from play to play. */
const told = (running: Running, port: string): string =>
  running.err
    .replaceAll(port, 'PORT')
    .replace(/([0-9A-F]{4} ){9}[0-9A-F]{4}/g, 'FINGERPRINT')
    .replace(/in \d+\.\d\d/, 'in T')
    .replace(/^Ncat: Version.*\n/, '');

needs('ncat', 'openssl').describe('ncat: DTLS', () => {
  beforeAll(() => {
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, '-days', '3', '-subj', '/CN=localhost'], {
      stdio: 'pipe',
    });
  });

  it('carries datagrams both ways, and says what the real one says', async () => {
    const seen: unknown[] = [];
    for (const which of ['real', 'ours'] as const) {
      const port = await freePort();
      const far = await server(port);
      const near = client(which, '-v', '-u', '--ssl', '127.0.0.1', port);
      await near.says(/SSL connection to/);
      near.type('a question\n');
      await far.shows('a question\n');
      far.type('an answer\n');
      await near.shows('an answer\n');
      await near.end();
      seen.push([await near.exit, near.out.toString(), told(near, port)]);
      far.child.kill();
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[1]).toEqual([0, 'an answer\n', expect.stringContaining('11 bytes sent, 10 bytes received')]);
  });

  it.each([
    [1, ['--ssl-verify'], 'localhost'],
    [0, ['--ssl-verify', '--ssl-trustfile', cert], 'localhost'],
    [2, ['--ssl-verify', '--ssl-trustfile', cert], '127.0.0.1'],
  ] as const)('ends with %i where it is to be sure: %j %s', async (code, words, host) => {
    const seen: unknown[] = [];
    for (const which of ['real', 'ours'] as const) {
      const port = await freePort();
      const far = await server(port);
      const near = client(which, '-4', '-v', '-u', '--ssl', ...words, host, port);
      if (code === 0) await near.says(/SSL connection to/);
      await near.end();
      seen.push([await near.exit, told(near, port)]);
      far.child.kill();
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[1]).toEqual([code, expect.any(String)]);
  });

  it('sends again what was lost, and gives up where nobody answers', async () => {
    const port = await freePort();
    const silent = createSocket('udp4');
    let hellos = 0;
    silent.on('message', () => hellos++);
    await new Promise<void>((resolve) => silent.bind(Number(port), '127.0.0.1', resolve));
    const near = client('ours', '-u', '--ssl', '-w', '2500ms', '127.0.0.1', port);
    expect(await near.exit).toBe(1);
    expect(near.err).toBe('Ncat: TIMEOUT.\n');
    expect(hellos).toBeGreaterThan(1);
    silent.close();
    const nobody = client('ours', '-u', '--ssl', '127.0.0.1', port);
    expect([await nobody.exit, nobody.err]).toEqual([1, 'Ncat: Input/output error.\n']);
  });
});
