/** docs/lectures.md is right: each command is typed as it stands there, and what stands behind its arrow is seen. */
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { services } from '../../src/io/services/index.ts';
import { buildExample } from '../e2e/example.ts';
import { Running, scratch, WIRECAT } from '../e2e/program.ts';
import { freePort } from '../free-port.ts';

const page = readFileSync(new URL('../../docs/lectures.md', import.meta.url), 'utf8');

interface Claim {
  readonly command: string;
  readonly seen: string;
  readonly beside: string | undefined;
  readonly remarks: string;
}

/** `COMMAND` → `SEEN`, remarks, beside it `COMMAND` */
const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));
const CLAIM = /`([^`]+)` → `([^`]+)`([^`;]*?)(?:beside it `([^`]+)`|(?=;)|$)/g;

const rows = [...page.matchAll(/^\| (E?\d+) \| (.+?) \| (.+) \|$/gm)].map(([, number = '', what = '', cell = '']) => ({
  number,
  what,
  cell: cell.replaceAll('\\|', '|'),
}));
const claims: readonly Claim[] = rows.flatMap(({ cell }) =>
  [...cell.matchAll(CLAIM)].map(([, command = '', seen = '', remarks = '', beside]) => ({ command, seen, remarks, beside })),
);
const plays = new Map<string, Claim[]>();
for (const claim of claims) {
  const play = `${claim.command}${claim.beside === undefined ? '' : `, beside it ${claim.beside}`}${claim.remarks.includes('on a terminal') ? ', on a terminal' : ''}`;
  plays.set(play, [...(plays.get(play) ?? []), claim]);
}

describe('the rows', () => {
  const numbers = [...Array.from({ length: 230 }, (_, k) => String(k + 1)), ...Array.from({ length: 15 }, (_, k) => `E${k + 1}`)];

  it('are those of the lectures', () => expect(rows.map((row) => row.number)).toEqual(numbers));
  it.each(rows)('$number has a command or says what is missing', ({ cell }) =>
    expect(cell.startsWith('not yet: ') || new RegExp(CLAIM).test(cell)).toBe(true),
  );
  it('are counted', () => {
    const missing = rows.filter((row) => row.cell.startsWith('not yet: ')).length;
    const part = rows.filter((row) => row.cell.includes('in part: ')).length;
    expect(page).toContain(`${rows.length - missing - part} are shown, ${part} in part, ${missing} not yet.`);
  });
});

describe('the commands', () => {
  afterAll(() => all.forEach(endAll));
  const folder = scratch();
  const ports = new Map<string, string>();
  const files: string[] = [];

  /** The page's ports become those that the services have here; every listener gets one of its own. */
  const typed = (line: string, own: string): string =>
    line.replace(/\b(\d{5})\b/g, (port) => ports.get(port) ?? port).replace(/\b(61111|7007)\b/g, own);

  const shell = (line: string, cwd: string, terminal = false): Running => {
    const within = `cd ${cwd} && ${terminal ? 'stty cols 120 rows 40; ' : ''}${line}`;
    const words = terminal ? ['script', '-qec', within, '/dev/null'] : ['sh', '-c', within];
    return started('setsid', words, { PATH: `${folder}:${process.env['PATH'] ?? ''}`, SHELL: '/bin/sh' });
  };

  beforeAll(async () => {
    writeFileSync(join(folder, 'wirecat'), `#!/bin/sh\nexec '${process.execPath}' '${WIRECAT}' "$@"\n`);
    chmodSync(join(folder, 'wirecat'), 0o755);
    writeFileSync(
      join(folder, 'node'),
      `#!/bin/sh\ncase "$1" in examples/*) exec '${process.execPath}' '${folder}'/"$(basename "$1" .ts)".mjs ;; *) exec '${process.execPath}' "$@" ;; esac\n`,
    );
    chmodSync(join(folder, 'node'), 0o755);
    for (const [, name = ''] of page.matchAll(/`node examples\/([\w-]+)\.ts`/g)) await buildExample(name, join(folder, `${name}.mjs`));
    for (const [port, given] of await served()) ports.set(port, given);
    for (const port of ['17008', '17009']) ports.set(port, await freePort());
    const [, block = ''] = /```sh\nwirecat serve all.*\n([\s\S]*?)```/.exec(page) ?? [];
    files.push(...new Set([...block.matchAll(/(?:-w|>) (\w+\.\w+)/g)].map((m) => m[1] ?? '')));
    expect(await shell(typed(`{\n${block}}`, await freePort()), folder).exit).toBe(0);
  });

  it.concurrent.for([...plays])('%s', { timeout: 60_000 }, async ([, claims], { expect }) => {
    const [{ command, beside, remarks } = claims[0] as Claim] = claims;
    if (remarks.includes('needs a right') && process.getuid?.() === 0) return;
    const cwd = join(folder, `${[...plays.values()].indexOf(claims)}`);
    mkdirSync(cwd);
    for (const file of files) symlinkSync(join(folder, file), join(cwd, file));
    symlinkSync(EXAMPLES, join(cwd, 'examples'));
    const own = await freePort();
    const running = shell(typed(command, own), cwd, remarks.includes('on a terminal'));
    let over: number | null | undefined;
    void running.exit.then((code) => {
      over = code;
    });
    let other: Running | undefined;
    const told = (): string => [running, other].map((r) => (r === undefined ? '' : `${r.out.toString()}${r.err}`)).join('');
    if (!/on a terminal|stays/.test(remarks) && beside === undefined) await running.end();
    if (beside !== undefined) {
      await expect.poll(told, PATIENT).toMatch(/listening on|waiting|↔|^try: /im);
      other = shell(typed(beside, own), cwd);
      await other.end();
    }
    for (const { seen } of claims)
      await expect
        .poll(() => (told().includes(seen) || over === undefined ? told() : `${told()}\nended`), PATIENT)
        .toContain(typed(seen, own));
    if (!remarks.includes('refused')) expect(over, told()).not.toBe(2);
    for (const each of [running, other]) if (each !== undefined) endAll(each);
  });
});

/** All services at once, on ports that were free; the page's port of each, and its own. */
const served = async (): Promise<ReadonlyMap<string, string>> => {
  const plain = services.flatMap(({ name, ports }) => (ports.tcp === undefined && ports.udp === undefined ? [] : [`${name}=127.0.0.1:0`]));
  const serve = started('setsid', [process.execPath, WIRECAT, 'serve', ...plain]);
  await serve.says(/how to try it[\s\S]*\n(time|tftp)\s/);
  const tls = started('setsid', [process.execPath, WIRECAT, 'serve', 'http', 'tls:127.0.0.1:0']);
  const [, web = ''] = await tls.says(/127\.0\.0\.1:(\d+)/);
  const given = services.map(({ name, ports }) => {
    const [, port = ''] = new RegExp(`^${name} +127\\.0\\.0\\.1:(\\d+)`, 'm').exec(serve.err) ?? [];
    return [String(10_000 + (ports.tcp ?? ports.udp ?? 0)), port] as const;
  });
  return new Map([...given, ['10443', web]]);
};

/** Programs that live as long as they are needed, beside other tests. */
const started = (program: string, words: readonly string[], env: Record<string, string> = {}): Running => {
  const running = new Running(program, words, env);
  all.push(running);
  return running;
};
const all: Running[] = [];

/** The shell and what it started. */
const endAll = ({ child }: Running): void => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
  } catch {
    // it had ended
  }
};

const PATIENT = { timeout: 20_000, interval: 50 };
