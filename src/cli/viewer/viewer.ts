/** The viewer of `wirecat read FILE` on a terminal: the screen and the keys of a browser, until it is left. */
import { emitKeypressEvents, type Interface } from 'node:readline';
import type { DecodeAs } from '../../analysis/decode-as.ts';
import type { KeyLog } from '../../analysis/key-log.ts';
import type { Words } from '../../core/words.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { protocols } from '../../protocols/registry.ts';
import { Browsing } from '../../run/browsing.ts';
import { Browser } from '../../view/browse/browser.ts';
import { screenOf } from '../../view/browse/screen.ts';
import type { TimeForm } from '../../view/row-time.ts';
import { loadWords } from '../../view/words/load.ts';
import type { Context } from '../command/command.ts';
import { AlternateScreen } from './alternate-screen.ts';
import { keyName, type Pressed } from './keys.ts';

/** Progress is drawn so often at most. */
const DRAW_MS = 80;
/** After these milliseconds an escape alone is the key, and no longer the first byte of another one. Nothing else is read of what is typed an interface. */
const KEYS: Interface = Object.assign(Object.create(null), { escapeCodeTimeout: 25 });
const FOREVER_MS = 1 << 30;

export interface Looked {
  readonly name: string;
  readonly filter: string | undefined;
  readonly showSecrets: boolean;
  readonly decodeAs?: DecodeAs | undefined;
  /** Frames to read at most. */
  readonly most: number | undefined;
  readonly secrets: KeyLog;
  readonly times?: TimeForm | undefined;
  /** Its packets pass here, now. */
  readonly isHere?: boolean;
}

/** Gives the exit code when the person leaves. */
export const look = async (capture: Capture, at: Looked, context: Context): Promise<number> =>
  new Viewer(capture, at, context, await loadWords(context.language)).run();

class Viewer {
  readonly #at: Looked;
  readonly #context: Context;
  readonly #screen: AlternateScreen;
  readonly #browsing: Browsing;
  readonly #browser: Browser;
  #isUp = false;
  #drawing: NodeJS.Timeout | undefined;
  #leave: (code: number) => void = () => {};
  #fail: (error: unknown) => void = () => {};

  constructor(capture: Capture, at: Looked, context: Context, words: Words) {
    this.#at = at;
    this.#context = context;
    this.#screen = new AlternateScreen(context.out);
    this.#browsing = new Browsing(capture, { ...at, words }, context.signal, () => this.#soon());
    this.#browser = new Browser(this.#browsing, protocols, words, at.times);
  }

  async run(): Promise<number> {
    const { signal, out } = this.#context;
    const { filter, most } = this.#at;
    const over = new Promise<number>((resolve, reject) => {
      this.#leave = resolve;
      this.#fail = reject;
    });
    this.#context.atExit(() => this.#down());
    const stop = (): void => this.#leave(0);
    signal.addEventListener('abort', stop, { once: true });
    out.onResize(() => this.#resized());
    emitKeypressEvents(process.stdin, KEYS);
    process.stdin.on('keypress', this.#pressed).once('end', stop);
    process.on('SIGTSTP', this.#suspend);
    process.on('SIGCONT', this.#resume);
    // Signals alone keep no program alive, not even the one that wakes it.
    const alive = setInterval(() => {}, FOREVER_MS);
    this.#up();
    if (filter !== undefined) this.#browser.filter(filter);
    this.#browsing.read(most).catch((error: unknown) => {
      if (!signal.aborted) this.#fail(error);
    });
    try {
      return await over;
    } finally {
      signal.removeEventListener('abort', stop);
      process.stdin.off('keypress', this.#pressed).off('end', stop);
      process.off('SIGTSTP', this.#suspend);
      process.off('SIGCONT', this.#resume);
      clearTimeout(this.#drawing);
      clearInterval(alive);
      this.#down();
      this.#browsing.close();
    }
  }

  // ---- the terminal ---------------------------------------------------------------------------------------------------

  #up(): void {
    if (this.#isUp) return;
    this.#isUp = true;
    process.stdin.setRawMode(true);
    process.stdin.resume();
    this.#screen.enter();
    this.#draw();
  }

  #down(): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#screen.leave();
    process.stdin.setRawMode(false);
    process.stdin.pause();
  }

  readonly #suspend = (): void => {
    this.#down();
    process.off('SIGTSTP', this.#suspend);
    process.kill(process.pid, 'SIGTSTP');
    this.#resume(); // at once where no shell could wake us, and the system therefore does not stop us
  };

  /** Also where somebody else had stopped us: the shell may have changed the terminal. */
  readonly #resume = (): void => {
    process.off('SIGTSTP', this.#suspend);
    process.on('SIGTSTP', this.#suspend);
    if (this.#isUp) {
      process.stdin.setRawMode(false);
      process.stdin.setRawMode(true);
      this.#screen.forget();
    }
    this.#up();
    this.#resized();
  };

  #resized(): void {
    if (!this.#isUp) return;
    this.#screen.forget();
    this.#draw();
  }

  // ---- keys and lines ---------------------------------------------------------------------------------------------------

  readonly #pressed = (text: string | undefined, pressed: Pressed): void => {
    const key = keyName(text, pressed);
    if (key === 'ctrl-c') process.kill(process.pid, 'SIGINT');
    else if (key === 'ctrl-z') process.kill(0, 'SIGTSTP');
    else if (key === 'ctrl-l') this.#resized();
    else if (key !== undefined) this.#act(key);
  };

  #act(key: string): void {
    this.#browser.key(key);
    if (this.#browser.isOver) this.#leave(0);
    else this.#draw();
  }

  #soon(): void {
    this.#drawing ??= setTimeout(
      () => {
        this.#drawing = undefined;
        this.#draw();
      },
      this.#hasDrawn ? DRAW_MS : 0,
    );
  }
  #hasDrawn = false;

  #draw(): void {
    if (!this.#isUp) return;
    // A terminal that is stopped or slow gets the newest screen when it goes on.
    if (!this.#screen.isReady) {
      this.#soon();
      return;
    }
    const { out } = this.#context;
    try {
      this.#browser.refresh();
      this.#screen.draw(screenOf(this.#browser, out.columns, out.rows, out.style.on));
      this.#hasDrawn = this.#browsing.frames > 0;
    } catch (error) {
      this.#fail(error);
    }
  }
}
