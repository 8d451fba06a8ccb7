/** loop-guard: the aliases under which a relay could be given itself as its target (T-C2). */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAddress } from './address.ts';
import { leadsToItself } from './loop-guard.ts';

const never = new AbortController().signal;
const leads = (to: string, on: string, listening: readonly string[]): Promise<boolean> =>
  leadsToItself(parseAddress(to), parseAddress(on), listening, never);

const BOTH = ['127.0.0.1:80', '[::1]:80'];
const others = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .filter((one) => one.family === 'IPv4' && !one.internal);

describe('T-C2: a target is the relay itself', () => {
  it.each<[to: string, listening: readonly string[]]>([
    ['tcp:127.0.0.1:80', BOTH],
    ['tcp:localhost:80', BOTH],
    ['tcp::80', BOTH],
    ['tcp:[::1]:80', BOTH],
    ['tcp:[0:0::1]:80', BOTH],
    ['tcp:[::ffff:127.0.0.1]:80', BOTH],
    ['tcp:0.0.0.0:80', BOTH],
    ['tcp:[::]:80', BOTH],
    ['tls?insecure:tcp:127.0.0.1:80', BOTH],
    ['tcp:127.1.2.3:80', ['0.0.0.0:80']],
    ['tcp:[::1]:80', ['[::]:80']],
    ['tcp:127.0.0.1:80', ['[::]:80']],
    [`tcp:${hostname()}:80`, ['[::]:80']],
    ...others.map(({ address }) => [`tcp:${address}:80`, ['0.0.0.0:80']] satisfies [string, readonly string[]]),
    ['udp:localhost:80', BOTH],
    ['unix:@name', ['@name']],
    ['npipe:name', ['name']],
  ])('%s, listening on %j', async (to, listening) => {
    expect(await leads(to, to, listening)).toBe(true);
  });

  it.each([
    ['tcp:127.0.0.1:81', BOTH],
    ['tcp:127.0.0.2:80', BOTH],
    ['tcp:[::1]:80', ['0.0.0.0:80']],
    ['tcp:192.0.2.1:80', ['[::]:80']],
    ['tcp:no-such-name.invalid:80', ['[::]:80']],
    ['unix:/tmp/other', ['/tmp/one']],
  ])('%s is another, listening on %j', async (to, listening) => {
    expect(await leads(to, to, listening)).toBe(false);
  });

  it('kinds of places are not mixed up', async () => {
    expect(await leads('udp:127.0.0.1:80', 'tcp:127.0.0.1:80', BOTH)).toBe(false);
    expect(await leads('sh:cat', 'tcp:127.0.0.1:80', BOTH)).toBe(false);
  });

  describe('a path', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'wirecat-own-'));
      writeFileSync(join(folder, 'x.sock'), '');
      symlinkSync(folder, join(folder, 'way'));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it('is itself by any way that leads there', async () => {
      const own = [join(folder, 'x.sock')];
      expect(await leads(`unix:${folder}/x.sock`, 'unix:x', own)).toBe(true);
      expect(await leads(`unix:${folder}/way/way/x.sock`, 'unix:x', own)).toBe(true);
      expect(await leads(`unix:${folder}/../${folder.split('/').at(-1)}/x.sock`, 'unix:x', own)).toBe(true);
      expect(await leads(`unix:${folder}/way`, 'unix:x', own)).toBe(false);
    });
  });
});
