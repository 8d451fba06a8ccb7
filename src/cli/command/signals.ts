/** ProcessSignals: signals of the process, what must be put back in order at its end, errors that nobody caught, the exit code. */
import { writeSync } from 'node:fs';
import { reportError } from './report.ts';

export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** Why `context.signal` was aborted when the user or the system asked the program to stop. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly signal: StopSignal;
  constructor(signal: StopSignal) {
    super(`stopped by ${signal}`);
    this.signal = signal;
  }
}

export class ProcessSignals {
  readonly #program: string;
  readonly #stacks: boolean;
  readonly #controller = new AbortController();
  readonly #restores: (() => void)[] = [];
  readonly #handlers = new Map<StopSignal, () => void>();

  constructor(program: string, stacks: boolean) {
    this.#program = program;
    this.#stacks = stacks;
    process.on('uncaughtException', this.#uncaught);
    // Without a listener Node would open a debugger's port.
    process.once('SIGUSR1', this.#dieOfDebugger);
  }

  /** The first use takes the signals over from the system. */
  get signal(): AbortSignal {
    this.#takeSignals();
    return this.#controller.signal;
  }

  /** The signal that asked the program to stop, if one did. */
  get stopped(): StopSignal | undefined {
    const { reason } = this.#controller.signal;
    return reason instanceof Stopped ? reason.signal : undefined;
  }

  /** Whether work was cut short, by a signal or because nobody reads the output any more. */
  get aborted(): boolean {
    return this.#controller.signal.aborted;
  }

  /** Aborts the signal without a system's signal: nobody reads the output any more. */
  abort(reason: Error): void {
    this.#controller.abort(reason);
  }

  atExit(restore: () => void): void {
    if (this.#restores.length === 0) {
      process.on('exit', this.#restore);
      for (const signal of DEADLY) process.once(signal, this.#dieAtOnce);
    }
    this.#restores.push(restore);
    this.#takeSignals();
  }

  /** The work is done and all output was taken: what is still open now has been forgotten, and does not keep the program alive. */
  finish(exitCode: number): void {
    process.exitCode = exitCode;
    for (const [signal, handler] of this.#handlers) process.off(signal, handler);
    process.off('SIGUSR1', this.#dieOfDebugger);
    for (const signal of DEADLY) process.off(signal, this.#dieAtOnce);
    if (process.getActiveResourcesInfo().length === 0) return;
    setTimeout(() => {
      if (this.#stacks) sayLast(`${this.#program}: still open at the end: ${process.getActiveResourcesInfo().join(', ')}\n`);
      process.exit(exitCode);
    }, FORGOTTEN_MS).unref();
  }

  #takeSignals(): void {
    if (this.#handlers.size > 0) return;
    for (const signal of Object.keys(NUMBERS) as StopSignal[]) {
      const handler = (): void => this.#stop(signal);
      this.#handlers.set(signal, handler);
      process.on(signal, handler);
    }
  }

  readonly #dieAtOnce = (signal: NodeJS.Signals): void => this.#dieOf(signal);

  readonly #dieOfDebugger = (): void => this.#dieOf('SIGUSR1');

  /** The first signal asks; the second one, or two seconds without an end, is the end. */
  #stop(signal: StopSignal): void {
    if (this.#controller.signal.aborted) this.#dieOf(signal);
    this.#controller.abort(new Stopped(signal));
    setTimeout(() => this.#dieOf(signal), GRACE_MS).unref();
  }

  #dieOf(signal: NodeJS.Signals): void {
    this.#restore();
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }

  readonly #restore = (): void => {
    for (const restore of this.#restores.splice(0).reverse()) restore();
  };

  readonly #uncaught = (error: unknown): void => {
    this.#restore();
    const report = reportError(error, this.#program, this.#stacks);
    sayLast(report.text);
    process.exit(report.exitCode);
  };
}

/** 128 and the signal's number, as a shell reports a program that a signal ended. */
export const signalExitCode = (signal: StopSignal): number => 128 + NUMBERS[signal];

/** The last words, for which no queue will be served any more. */
const sayLast = (text: string): void => {
  try {
    writeSync(2, text);
  } catch {
    // Nobody listens; the exit code still tells.
  }
};

const NUMBERS: Readonly<Record<StopSignal, number>> = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 };
/** They end a program without asking it, which must not leave its terminal as it had set it. */
const DEADLY = ['SIGQUIT', 'SIGUSR2'] as const;
const GRACE_MS = 2000;
const FORGOTTEN_MS = 2000;
