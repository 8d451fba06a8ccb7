/** CommandConsole: a person types commands, one a line; what is told stands above the line. */
import { fromUtf8 } from '../../core/bytes.ts';
import { errorText, IoError, UsageError } from '../../core/fault.ts';
import { saySession } from '../../core/said.ts';
import { visible } from '../../core/text.ts';
import type { Context } from '../command/command.ts';
import { Console } from './console.ts';
import { fitted } from './paint.ts';

export class CommandConsole {
  readonly #console: Console;
  readonly #context: Context;
  #take: ((text: string | undefined) => void) | undefined;
  readonly #typed: (string | undefined)[] = [];

  constructor(context: Context, prompt: string) {
    this.#context = context;
    const put = (text: string | undefined): void => {
      if (this.#take === undefined) this.#typed.push(text);
      else this.#take(text);
    };
    this.#console = new Console(context, context.out.style.bold(`${prompt} › `), { line: put, end: () => put(undefined) });
    context.signal.addEventListener('abort', () => put(undefined), { once: true });
  }

  readonly print = (text: string): void => this.#console.print(text);

  /** Hands each line to `command`, which says whether to go on; what makes no sense, or is refused, is told. Resolves when no more come. */
  async each(command: (text: string) => Promise<boolean>): Promise<void> {
    for (;;) {
      const text = await this.#next();
      if (text === undefined) return;
      try {
        if (!(await command(text))) return;
      } catch (error) {
        if (!(error instanceof UsageError || error instanceof IoError)) throw error;
        const { out, said } = this.#context;
        this.print(out.style.yellow(fitted(visible(errorText(error, said)), out, 2)));
      }
    }
  }

  close(): void {
    this.#console.close();
  }

  #next(): Promise<string | undefined> {
    if (this.#typed.length > 0) return Promise.resolve(this.#typed.shift());
    return new Promise((resolve) => {
      this.#take = (text) => {
        this.#take = undefined;
        resolve(text);
      };
    });
  }
}

/** Lines that nobody types: the first that makes no sense ends it, with its number. */
export const recite = async (
  lines: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  command: (text: string) => Promise<boolean>,
  { signal, out, said }: Context,
): Promise<void> => {
  let number = 0;
  const stopped = aborted(signal);
  for await (const bytes of lines) {
    number++;
    try {
      if (signal.aborted || !(await Promise.race([command(fromUtf8(bytes).trimEnd()), stopped]))) return;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const { place, ...wrong } = error.wrong;
      throw new UsageError(said.text(saySession('line', { number: String(number), place })), wrong, undefined, undefined, error.spot);
    }
    await out.ready();
  }
};

const aborted = (signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(false), { once: true }));
