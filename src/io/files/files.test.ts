/** Files: what is below the folder can be read, and nothing else can (T-B3, and what FTP and TFTP would be asked for). */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Files, openFiles } from './files.ts';

const base = mkdtempSync(join(tmpdir(), 'wirecat-files-'));
const root = join(base, 'site');
let files: Files;
let writable: Files;

beforeAll(() => {
  mkdirSync(join(root, 'docs/deep'), { recursive: true });
  mkdirSync(join(root, '.git'));
  mkdirSync(join(base, 'site2'));
  writeFileSync(join(root, 'index.html'), '<h1>hello</h1>');
  writeFileSync(join(root, 'docs/a.txt'), 'inside');
  writeFileSync(join(root, '.env'), 'SECRET');
  writeFileSync(join(root, '.git/config'), 'SECRET');
  writeFileSync(join(base, 'secret'), 'SECRET');
  writeFileSync(join(base, 'site2/secret'), 'SECRET');
  const links: readonly (readonly [string, string])[] = [
    ['docs/a.txt', 'inside'],
    ['../secret', 'out'],
    [join(base, 'secret'), 'out-absolute'],
    [join(base, 'site2'), 'beside'],
    ['/', 'all'],
    ['docs', 'folder'],
    ['../index.html', 'docs/up'],
    ['../../secret', 'docs/out'],
    ['.env', 'hidden'],
    ['loop', 'loop'],
    [root, 'root'],
    ['/etc/passwd', 'passwd'],
    ['/proc/self/environ', 'environ'],
  ];
  for (const [to, name] of links) symlinkSync(to, join(root, name));
  execFileSync('mkfifo', [join(root, 'fifo')]);
  files = openFiles(root);
  writable = openFiles(root, { write: true });
});
afterAll(() => rmSync(base, { recursive: true }));

const readOf = async (from: Files, path: string): Promise<string> => {
  const file = from.open(path);
  const parts: Uint8Array[] = [];
  for await (const piece of file.pieces()) parts.push(piece);
  file.close();
  return Buffer.concat(parts).toString();
};

/** What a path gives: its text, or the code of the refusal. */
const tried = async (path: string, from = files): Promise<string> => {
  try {
    return await readOf(from, path);
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const openDescriptors = (): number => readdirSync('/proc/self/fd').length;

describe('files', () => {
  it.each([
    ['/index.html', '<h1>hello</h1>'],
    ['index.html', '<h1>hello</h1>'],
    ['//index.html', '<h1>hello</h1>'],
    ['/docs/./a.txt', 'inside'],
    ['/inside', 'inside'],
    ['/folder/a.txt', 'inside'],
    ['/docs/up', '<h1>hello</h1>'],
    ['/root/docs/a.txt', 'inside'],
    ['/root/root/folder/a.txt', 'inside'],
  ])('%s is read', async (path, text) => {
    expect(await tried(path)).toBe(text);
  });

  it.each([
    ['/../secret'],
    ['/docs/../index.html'],
    ['/docs/../../secret'],
    ['/..'],
    ['/out'],
    ['/out-absolute'],
    ['/beside/secret'],
    ['/all/etc/passwd'],
    ['/docs/out'],
    ['/passwd'],
    ['/environ'],
    ['/.env'],
    ['/hidden'],
    ['/.git/config'],
    ['/loop'],
    ['/fifo'],
    ['/index.html\0.txt'],
    ['/..\\secret'],
    ['/docs\\..\\..\\secret'],
    ['/docs/a.txt/x'],
    ['/index.html/'.concat('../../secret')],
    [`/${'a'.repeat(300)}`],
    [`/${'a/'.repeat(3000)}`],
    ['/nothing'],
    ['/index.html\n'],
    ['/\ud800'],
  ])('%j is not there', async (path) => {
    expect(await tried(path)).toBe('ENOENT');
  });

  it('a folder is no file, and a file no folder', async () => {
    expect(await tried('/docs')).toBe('EISDIR');
    expect(() => files.list('/index.html')).toThrow(expect.objectContaining({ code: 'ENOTDIR' }));
    expect(files.look('/docs')).toMatchObject({ name: 'docs', kind: 'folder' });
    expect(files.look('/')).toMatchObject({ name: '', kind: 'folder' });
  });

  it('lists what it would serve, and nothing else', () => {
    expect(files.list('/').map((e) => `${e.kind} ${e.name} ${e.size}`)).toEqual([
      'folder docs 0',
      'folder folder 0',
      'file index.html 14',
      'file inside 6',
      'folder root 0',
    ]);
    const all = openFiles(root, { dotfiles: true });
    expect(all.list('/').map((e) => e.name)).toEqual(['.env', '.git', 'docs', 'folder', 'hidden', 'index.html', 'inside', 'root']);
  });

  it('with dotfiles, names that begin with a dot are names like others', async () => {
    const all = openFiles(root, { dotfiles: true });
    expect([await tried('/.env', all), await tried('/hidden', all), await tried('/../secret', all)]).toEqual([
      'SECRET',
      'SECRET',
      'ENOENT',
    ]);
  });

  it('reads a part, and keeps no descriptor', async () => {
    const before = openDescriptors();
    for (let i = 0; i < 50; i++) await Promise.all([tried('/folder/a.txt'), tried('/out'), tried('/docs'), tried('/loop')]);
    files.list('/');
    await expect.poll(openDescriptors).toBe(before);
    const file = files.open('/index.html');
    const parts: string[] = [];
    for await (const piece of file.pieces(4, 9)) parts.push(Buffer.from(piece).toString());
    file.close();
    expect(parts.join('')).toBe('hello');
  });

  it('leads nowhere else however a folder and a link are swapped meanwhile (T-B3)', async () => {
    mkdirSync(join(root, 'swap/x'), { recursive: true });
    mkdirSync(join(base, 'evil/x'), { recursive: true });
    writeFileSync(join(root, 'swap/x/f'), 'inside');
    writeFileSync(join(base, 'evil/x/f'), 'SECRET');
    symlinkSync('../evil', join(root, 'swap-link'));
    const script = `const { renameSync } = require('fs'); process.chdir(${JSON.stringify(root)});
      for (;;) { renameSync('swap', 'away'); renameSync('swap-link', 'swap'); renameSync('swap', 'swap-link'); renameSync('away', 'swap'); }`;
    const { spawn } = await import('node:child_process');
    const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
    try {
      const seen = new Set<string>();
      for (let i = 0; i < 3000; i++) seen.add(await tried('/swap/x/f'));
      expect([...seen].filter((s) => s !== 'inside' && s !== 'ENOENT')).toEqual([]);
    } finally {
      child.kill();
      await new Promise((resolve) => child.once('exit', resolve));
      rmSync(join(root, 'swap-link'), { force: true });
    }
  });

  it('says where the folder is none', () => {
    expect(() => openFiles(join(base, 'nothing'))).toThrow('nothing: there is no such folder; mkdir makes one');
    expect(() => openFiles(join(base, 'secret'))).toThrow(/secret: /);
  });
});

describe('writing', () => {
  it('is refused unless it was asked for', () => {
    for (const act of [
      () => files.create('/new'),
      () => files.remove('/index.html'),
      () => files.makeFolder('/new'),
      () => files.rename('/inside', '/b'),
    ])
      expect(act).toThrow(expect.objectContaining({ code: 'EROFS' }));
  });

  it('a file has its name when it is whole, and is its owner’s alone', async () => {
    const upload = writable.create('/docs/new.txt');
    await upload.write(Buffer.from('hello, '));
    expect(await tried('/docs/new.txt')).toBe('ENOENT');
    expect(files.list('/docs').map((e) => e.name)).not.toContain('new.txt');
    await upload.write(Buffer.from('world'));
    await upload.finish();
    expect(await tried('/docs/new.txt')).toBe('hello, world');
    expect(statSync(join(root, 'docs/new.txt')).mode & 0o777).toBe(0o600);
    const given = writable.create('/docs/gone.txt');
    await given.write(Buffer.from('x'));
    given.discard();
    expect(readdirSync(join(root, 'docs')).filter((name) => name.includes('gone') || name.includes('part'))).toEqual([]);
  });

  it('goes on behind what is there', async () => {
    writeFileSync(join(root, 'log'), '0123456789');
    const more = writable.create('/log', 4);
    await more.write(Buffer.from('xy'));
    await more.finish();
    expect([await tried('/log'), more.written]).toEqual(['0123xy', 2]);
  });

  it.each([['/../new'], ['/beside/new'], ['/all/tmp/new'], ['/.hidden'], ['/no/folder/new'], ['/'], ['/a\0b'], ['/index.html/new']])(
    'nothing is written to %j',
    (path) => {
      expect(() => writable.create(path)).toThrow(expect.objectContaining({ code: expect.stringMatching(/^(ENOENT|EACCES|EISDIR)$/) }));
      expect(() => writable.makeFolder(path)).toThrow();
      expect(() => writable.rename('/inside', path)).toThrow();
    },
  );

  it('a link that leads out is replaced, not followed', async () => {
    const upload = writable.create('/out');
    await upload.write(Buffer.from('mine'));
    await upload.finish();
    expect([await tried('/out'), readFileSync(join(base, 'secret'), 'utf8')]).toEqual(['mine', 'SECRET']);
  });

  it('makes, renames and removes', async () => {
    writable.makeFolder('/made');
    renameSync(join(root, 'log'), join(root, 'made/log'));
    writable.rename('/made/log', '/made/log2');
    expect(files.list('/made').map((e) => e.name)).toEqual(['log2']);
    expect(() => writable.remove('/made')).toThrow(expect.objectContaining({ code: 'ENOTEMPTY' }));
    writable.remove('/made/log2');
    writable.remove('/made');
    expect(() => files.look('/made')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });
});

describe('programs', () => {
  const withPrograms = (): Files => openFiles(root, { write: true, programs: 'cgi-bin' });
  const codeOf = (act: () => unknown): string => {
    try {
      return String(act());
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  beforeAll(() => {
    mkdirSync(join(root, 'cgi-bin'));
    writeFileSync(join(root, 'cgi-bin/run'), '#!/bin/sh\n', { mode: 0o755 });
    writeFileSync(join(root, 'cgi-bin/text'), 'no program');
    symlinkSync('cgi-bin', join(root, 'programs'));
    symlinkSync('../docs/a.txt', join(root, 'cgi-bin/away'));
  });

  it('are the executable files of their folder', () => {
    const some = withPrograms();
    expect(some.program('/cgi-bin/run')).toBe(join(some.root, 'cgi-bin/run'));
    for (const path of ['/cgi-bin/text', '/cgi-bin', '/docs/a.txt', '/cgi-bin/away'])
      expect([path, codeOf(() => some.program(path))]).toEqual([path, 'EACCES']);
    expect(codeOf(() => some.program('/cgi-bin/none'))).toBe('ENOENT');
    expect(codeOf(() => openFiles(root).program('/cgi-bin/run'))).toBe('EACCES');
  });

  it('are written by nobody, whatever the way there', () => {
    const some = withPrograms();
    const acts = (at: string): readonly (() => unknown)[] => [
      () => some.create(`${at}/new`),
      () => some.create(`${at}/run`),
      () => some.create(`${at}/run`, 5),
      () => some.remove(`${at}/run`),
      () => some.makeFolder(`${at}/deep`),
      () => some.rename('/index.html', `${at}/index`),
      () => some.rename(`${at}/run`, '/run'),
    ];
    for (const act of [...acts('/cgi-bin'), ...acts('/programs'), () => some.rename('/cgi-bin', '/x'), () => some.remove('/cgi-bin')])
      expect(codeOf(act)).toBe('EROFS');
    expect(readFileSync(join(root, 'cgi-bin/run'), 'utf8')).toBe('#!/bin/sh\n');
  });
});
