/** LineEditor: keys become lines: what is typed, what is taken back, and what is shown of it by whoever echoes. */
import { fromUtf8, utf8 } from './bytes.ts';

export interface EditorEvents {
  line(text: string): void;
  /** ^C. */
  interrupt(): void;
  /** ^D on an empty line. */
  end(): void;
  /** For the screen, where `echoes`. */
  echo(text: string): void;
}

const [ETX, EOT, BACKSPACE, LF, FORM_FEED, CR, NAK, ETB, ESC, DEL] = [3, 4, 8, 10, 12, 13, 21, 23, 27, 127] as const;
/** Lines that can be had back with the arrow up. */
const MOST_HISTORY = 50;

export class LineEditor {
  readonly #events: EditorEvents;
  readonly #longest: number;
  #bytes: number[] = [];
  #afterReturn = false;
  /** What of an escape sequence came behind its ESC: those of arrows are known, others are passed over. */
  #escape: string | undefined;
  #history: string[] = [];
  /** Which of them stands in the line; as many as there are: none. */
  #at = 0;
  /** What stands before the line, to be shown again. */
  prompt = '';

  /** Bytes of a line; what is longer is not taken. */
  constructor(longest: number, events: EditorEvents) {
    this.#longest = longest;
    this.#events = events;
  }

  push(bytes: Uint8Array): void {
    for (const c of bytes) this.#key(c);
  }

  /** IAC EC and IAC EL (RFC 854) do the same as the keys. */
  erase(): void {
    let gone = this.#bytes.pop();
    while (gone !== undefined && (gone & 0xc0) === 0x80) gone = this.#bytes.pop();
    if (gone !== undefined) this.#events.echo('\b \b');
  }

  eraseLine(): void {
    while (this.#bytes.length > 0) this.erase();
  }

  interrupt(): void {
    this.#bytes = [];
    this.#events.echo('^C\r\n');
    this.#events.interrupt();
  }

  #key(c: number): void {
    const wasReturn = this.#afterReturn;
    this.#afterReturn = c === CR;
    if (c === CR || (c === LF && !wasReturn)) this.#enter();
    else if (c === LF || c === 0) return;
    else if (this.#escape !== undefined || c === ESC) this.#escaped(c);
    else if (c >= 32 && c !== DEL) this.#type(c);
    else this.#control(c);
  }

  #control(c: number): void {
    if (c === BACKSPACE || c === DEL) this.erase();
    else if (c === NAK) this.eraseLine();
    else if (c === ETB) this.#eraseWord();
    else if (c === ETX) this.interrupt();
    else if (c === FORM_FEED) this.#events.echo(`\u001b[2J\u001b[H${this.prompt}${this.#text}`);
    else if (c === EOT && this.#bytes.length === 0) this.#events.end();
  }

  #type(c: number): void {
    if (this.#bytes.length >= this.#longest) return;
    this.#bytes.push(c);
    const whole = lastCharacter(this.#bytes);
    if (whole !== undefined) this.#events.echo(fromUtf8(whole));
  }

  #enter(): void {
    const text = this.#text;
    this.#bytes = [];
    this.#events.echo('\r\n');
    if (text.trim() !== '' && this.#history.at(-1) !== text) this.#history = [...this.#history, text].slice(-MOST_HISTORY);
    this.#at = this.#history.length;
    this.#events.line(text);
  }

  #eraseWord(): void {
    const text = this.#text;
    const kept = text.replace(/\S*\s*$/, '').length;
    for (let n = text.length; n > kept; n--) this.erase();
  }

  #escaped(c: number): void {
    const sequence = this.#escape === undefined ? '' : this.#escape + String.fromCharCode(c);
    this.#escape = /^(\[[0-?]{0,16}|O)?$/.test(sequence) ? sequence : undefined;
    const [, arrow] = /^[[O]([AB])$/.exec(sequence) ?? [];
    if (arrow !== undefined) this.#show(this.#at + (arrow === 'A' ? -1 : 1));
  }

  #show(at: number): void {
    if (at < 0 || at > this.#history.length) return;
    this.eraseLine();
    this.#at = at;
    this.#bytes = [...utf8(this.#history[at] ?? '')];
    this.#events.echo(this.#text);
  }

  get #text(): string {
    return fromUtf8(Uint8Array.from(this.#bytes));
  }
}

/** The bytes of the last character, where they are all there. */
const lastCharacter = (bytes: readonly number[]): Uint8Array | undefined => {
  let from = bytes.length - 1;
  while (from > 0 && ((bytes[from] ?? 0) & 0xc0) === 0x80) from--;
  const first = bytes[from] ?? 0;
  const length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  return bytes.length - from < length ? undefined : Uint8Array.from(bytes.slice(from));
};
