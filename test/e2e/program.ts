/** The built program as users run it: once to its end, or started and watched. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { prepare } from '../../scripts/lib/prepare.mjs';
import { afterEachTest } from '../after-each.ts';

export const WIRECAT = fileURLToPath(new URL('../../bin/wirecat', import.meta.url));

await prepare();

export const ENV = { ...process.env, NO_COLOR: '1', COLUMNS: '80', TERM: 'xterm' };

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly bytes: Buffer;
}

/** Runs it to its end with these words and this standard input. */
export const wirecat = (words: readonly string[], input: string | Uint8Array = '', env: Record<string, string> = {}): Ran => {
  const ran = spawnSync(process.execPath, [WIRECAT, ...words], { input, env: { ...ENV, ...env }, maxBuffer: 1 << 28, timeout: 300_000 });
  return { code: ran.status, out: ran.stdout.toString(), err: ran.stderr.toString(), bytes: ran.stdout };
};

export class Running {
  out = Buffer.alloc(0);
  err = '';
  readonly child: ChildProcess;
  readonly exit: Promise<number | null>;

  constructor(program: string, words: readonly string[], env: Record<string, string> = {}) {
    this.child = spawn(program, words, { env: { ...ENV, ...env } });
    this.child.stdin?.on('error', () => {});
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.out = Buffer.concat([this.out, chunk]);
    });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.err += chunk.toString();
    });
    this.exit = new Promise((resolve) => this.child.on('close', resolve));
  }

  type(text: string | Uint8Array): void {
    this.child.stdin?.write(text);
  }

  /** The end of its standard input; resolves when it can be seen. */
  end(): Promise<void> {
    return new Promise((resolve) => {
      if (this.child.stdin === null) resolve();
      else this.child.stdin.end(() => setImmediate(resolve));
    });
  }

  /** Waits until standard error says this; gives the match. */
  async says(what: RegExp): Promise<RegExpExecArray> {
    return until(
      () => what.exec(this.err),
      () => `${what} on standard error, got ${JSON.stringify(this.err)}`,
    );
  }

  /** Waits until standard output holds this. */
  async shows(what: string | Buffer): Promise<void> {
    await until(
      () => this.out.includes(what),
      () => `${JSON.stringify(what)} on standard output, got ${JSON.stringify(this.out.toString())}`,
    );
  }
}

/** Starts programs; what a test leaves running is killed. */
export const start = (words: readonly string[], env?: Record<string, string>): Running =>
  startOther(process.execPath, [WIRECAT, ...words], env);

export const startOther = (program: string, words: readonly string[], env?: Record<string, string>): Running => {
  const running = new Running(program, words, env);
  alive.push(running);
  return running;
};

/** A folder for a test file; gone when its tests are done. */
export const scratch = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'wirecat-e2e-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

const until = async <T>(look: () => T | null | false | undefined, what: () => string): Promise<T> => {
  const deadline = Date.now() + 45_000;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`expected ${what()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

const alive: Running[] = [];
afterEachTest(async () => {
  for (const { child } of alive) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await Promise.all(alive.splice(0).map((r) => r.exit));
});
