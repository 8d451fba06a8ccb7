/** StepConsole: the calls on sockets of a workbench, typed one at a time: what was typed, what each returned, which sockets there are. */

import { visible } from '../../core/text.ts';
import type { Language } from '../../core/words.ts';
import type { ChannelFacts, Tap } from '../../io/base/tap.ts';
import { socketCalls } from '../../io/host/socket-calls.ts';
import { strerror } from '../../io/host/strerror.ts';
import { resolveName } from '../../io/net/hosts.ts';
import { type Returned, type StepFace, StepSession } from '../../io/step/step-session.ts';
import { StepSockets } from '../../io/step/step-sockets.ts';
import { blocksLine, helpLines, returnLines, socketLines } from '../../view/step-lines.ts';
import { type Line, line, span } from '../../view/text.ts';
import { stepWords } from '../../view/words/ladder-words.ts';

/** Milliseconds that typing waits for a call. */
const PATIENCE = 250;
/** Lines that are kept. */
const MOST = 2000;

export class StepConsole {
  /** Lines so far, those that are forgotten too. */
  count = 0;
  readonly #lines: Line[] = [];
  readonly #changed: () => void;
  /** Of who typed last. */
  #words = stepWords('en');
  #session: StepSession | undefined;

  private constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Rejects where this machine has no such calls. */
  static async open(program: string, tap: Tap, changed: () => void, signal: AbortSignal): Promise<StepConsole> {
    const calls = await socketCalls(program);
    const made = new StepConsole(changed);
    const resolve = async (name: string, family: string): Promise<string> => {
      const [first] = await resolveName(name, family === 'AF_INET6' ? 6 : 4, program, signal);
      return first?.address ?? name;
    };
    const attempted = (facts: ChannelFacts): void => tap.open(facts).closed(facts.opened);
    made.#session = new StepSession(new StepSockets(calls, { tap, attempted, resolve }), made.#face, PATIENCE);
    return made;
  }

  /** Lines behind the first `from`, as far as they are kept. */
  linesFrom(from: number): readonly Line[] {
    return this.#lines.slice(Math.max(0, this.#lines.length - (this.count - from)));
  }

  /** Rejects with a UsageError where the line makes no sense. */
  async type(text: string, language: Language): Promise<void> {
    this.#words = stepWords(language);
    this.#put([line(span('› ', 'dim'), span(visible(text), 'client'))]);
    const goesOn = await this.#session?.line(text);
    if (goesOn === false) await this.close();
  }

  /** Stands under the line that was no call. */
  wrong(text: string): void {
    this.#put([line(span(`✕ ${text}`, 'bad'))]);
  }

  /** Closes all sockets. */
  async close(): Promise<void> {
    await this.#session?.close();
  }

  readonly #face: StepFace = {
    returned: (returned) => this.#put([...returnLines(shownOf(returned), this.#words), ...socketLines(returned.changed, this.#words)]),
    blocks: (step, shown) => this.#put([blocksLine(step, shown, this.#words)]),
    lines: (lines) => this.#put(lines.map((text) => line(visible(text)))),
    help: (calls) => this.#put(helpLines(calls, this.#words)),
    table: (rows) => this.#put(socketLines(rows, this.#words)),
  };

  #put(lines: readonly Line[]): void {
    this.#lines.push(...lines);
    this.count += lines.length;
    if (this.#lines.length > MOST) this.#lines.splice(0, this.#lines.length - MOST);
    this.#changed();
  }
}

/** With the system's own words for what went wrong. */
export const shownOf = ({ step, shown, called, made, isStream, asked, buffer }: Returned) => {
  const { value, ms, error, bytes, from } = called;
  return {
    step,
    shown,
    isStream,
    ...(asked !== undefined && { asked }),
    value,
    ms,
    ...(error !== undefined && { error: { name: error, words: strerror(Object.assign(new Error(error), { code: error })) } }),
    ...(bytes !== undefined && { bytes }),
    ...(from !== undefined && { from }),
    ...(made !== undefined && { made }),
    ...(buffer !== undefined && { buffer }),
  };
};
