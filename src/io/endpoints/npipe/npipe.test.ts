/** npipe: the same words everywhere, in a folder that nobody else can enter. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpointConformance, listeningPair } from '../../../../test/conformance/endpoint/suite.ts';
import { npipe } from './npipe.ts';

const never = new AbortController().signal;
let folder: string;
const usual = process.env['XDG_RUNTIME_DIR'];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wirecat-npipe-'));
  process.env['XDG_RUNTIME_DIR'] = folder;
});
afterAll(() => {
  if (usual === undefined) delete process.env['XDG_RUNTIME_DIR'];
  else process.env['XDG_RUNTIME_DIR'] = usual;
  rmSync(folder, { recursive: true });
});

endpointConformance(npipe, {
  pair: (_folder, signal) => listeningPair(npipe, 'mypipe', signal),
  refused: { text: () => 'nobody-listens', code: 'ENOENT' },
});

describe('npipe:', () => {
  it.each(['mypipe', '\\\\.\\pipe\\mypipe', '//./pipe/mypipe'])('%s is one name', (words) => {
    expect(npipe.print(npipe.parse(words))).toBe('npipe:mypipe');
  });

  it.each(['', '..', 'a/b', 'a\\b', 'x'.repeat(61), 'a b'])('refuses %j', (words) => {
    expect(() => npipe.parse(words)).toThrow('expected a name of letters, digits, dots and dashes');
  });

  it('lies where only this user can go', async () => {
    const listener = await npipe.accept!({ name: 'seen' }, {}, never);
    const made = join(folder, `wirecat-pipes-${userInfo().uid}`);
    expect(statSync(made).mode & 0o777).toBe(0o700);
    expect(statSync(join(made, 'seen')).isSocket()).toBe(true);
    await listener.close();
  });

  it('is refused where somebody else has made the folder', async () => {
    const made = join(folder, `wirecat-pipes-${userInfo().uid}`);
    chmodSync(made, 0o777);
    await expect(npipe.open({ name: 'x' }, {}, never)).rejects.toThrow('to be a folder of this user alone');
    rmSync(made, { recursive: true });
    mkdirSync(join(folder, 'elsewhere'), { mode: 0o700 });
    symlinkSync(join(folder, 'elsewhere'), made);
    await expect(npipe.open({ name: 'x' }, {}, never)).rejects.toMatchObject({ code: 'EACCES' });
  });
});
