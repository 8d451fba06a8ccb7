/** Lesson: an echo service and its client in this process, on loopback. What the main job is made of, whatever shows it. */
import { acceptAddress, openAddress, parseAddress } from '../io/address/address.ts';
import type { OpenChannel } from '../io/base/channel.ts';
import { closingText } from '../io/base/ledger.ts';
import { serve } from '../io/serve/serve.ts';
import { echo } from '../io/services/echo/echo.ts';
import { openRecorder } from './recorder.ts';
import type { OnPacket } from './watched.ts';

export interface Lesson {
  /** Sends; resolves when everything sent so far has come back, or nothing more can come. */
  say(bytes: Uint8Array): Promise<void>;
  /** Ends the conversation in order and completes the file. Gives the line that says how it ended. */
  end(): Promise<string>;
}

export interface LessonOptions {
  readonly application: string;
  /** Path of the capture to write. */
  readonly file: string;
  readonly onPacket: OnPacket;
  /** Who the client and the server are. */
  readonly names?: readonly [client: string, server: string];
  /** The service listens; its client connects next. */
  readonly onListening: (service: string) => void;
  /** The file cannot be written; the conversation goes on. */
  readonly onTrouble: (error: Error) => void;
}

/** The signal cuts everything. */
export const startLesson = async (options: LessonOptions, signal: AbortSignal): Promise<Lesson> => {
  const { file, ...rest } = options;
  const recorder = await openRecorder({ ...rest, wire: { live: true, file } }, signal);
  const listener = await acceptAddress(parseAddress('tcp:127.0.0.1:0'), {}, signal);
  const serving = serve(echo, listener, { most: 1 }, signal);
  const service = listener.addresses[0] ?? '';
  options.onListening(service);
  const channel = await openAddress(parseAddress(service), {}, signal);
  recorder.watch(channel, options.names && { names: options.names });
  const ears = new Ears(channel);
  return {
    say: async (bytes) => {
      await channel.write(bytes);
      await ears.until(channel.ledger.sent);
    },
    end: async () => {
      await channel.end();
      await ears.over;
      channel.close();
      const closing = await channel.ledger.closing;
      await serving.done;
      await recorder.close();
      return closingText(closing, channel.facts);
    },
  };
};

/** Takes what comes back and tells how much it was. */
class Ears {
  /** Resolves at the end of the direction, however it ends. */
  readonly over: Promise<void>;
  #heard = 0;
  #ended = false;
  #waiting: { readonly bytes: number; readonly resolve: () => void }[] = [];

  constructor(channel: OpenChannel) {
    this.over = this.#listen(channel);
  }

  until(bytes: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ bytes, resolve });
      this.#wake();
    });
  }

  async #listen(channel: OpenChannel): Promise<void> {
    try {
      for await (const chunk of channel.incoming) {
        this.#heard += chunk.length;
        this.#wake();
      }
    } catch {
      // How it ended is in the channel's ledger.
    }
    this.#ended = true;
    this.#wake();
  }

  #wake(): void {
    const satisfied = this.#waiting.filter((w) => this.#ended || w.bytes <= this.#heard);
    this.#waiting = this.#waiting.filter((w) => !satisfied.includes(w));
    for (const { resolve } of satisfied) resolve();
  }
}
