/** multipart/form-data (RFC 7578) as a form of a page sends files: read while it comes, however large its parts are. */
import { badRequest } from './status-error.ts';

export type FormEvent =
  /** A part begins; `file` is the name of a file without its folders, undefined for a field of the form. */
  | { readonly kind: 'part'; readonly file: string | undefined }
  | { readonly kind: 'data'; readonly bytes: Uint8Array }
  | { readonly kind: 'end' };

const LARGEST_HEAD = 8192;
const MOST_PARTS = 1000;

/** The boundary that a media type names; undefined where it is none of these. */
export const formBoundary = (type: string | undefined): string | undefined => {
  const [, quoted, plain] = /^multipart\/form-data\s*;(?:[^;]*;)*?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type ?? '') ?? [];
  return quoted ?? plain;
};

/** Throws a StatusError where it is none, or ends too soon. */
export async function* formEvents(body: AsyncIterable<Uint8Array>, boundary: string): AsyncGenerator<FormEvent> {
  const source = new Pieces(body);
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  await source.pass(delimiter); // what stands before the first part is for nobody
  for (let parts = 0; await source.goesOn(); parts++) {
    if (parts === MOST_PARTS) throw badRequest(`a form has at most ${MOST_PARTS} parts`);
    yield { kind: 'part', file: fileName(await source.head()) };
    for await (const bytes of source.upTo(delimiter)) yield { kind: 'data', bytes };
    yield { kind: 'end' };
  }
}

/** The last name of what the client calls its file, whatever its system puts between folders. */
const fileName = (head: string): string | undefined => {
  const [, disposition = ''] = /^content-disposition:(.*)$/im.exec(head) ?? [];
  const [, name] = /;\s*filename="((?:[^"\\]|\\.)*)"/i.exec(disposition) ?? /;\s*filename=([^\s;]+)/i.exec(disposition) ?? [];
  if (name === undefined) return undefined;
  const plain = name.replace(/\\"/g, '"').replace(/%(22|0D|0A)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return plain.split(/[/\\]/).at(-1);
};

class Pieces {
  readonly #source: AsyncIterator<Uint8Array>;
  /** The first delimiter lacks the line end before it. */
  #held: Buffer = Buffer.from('\r\n');

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#source = body[Symbol.asyncIterator]();
  }

  /** What comes before the delimiter, which is passed over. */
  async *upTo(delimiter: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = this.#held.indexOf(delimiter);
      const sure = at < 0 ? this.#held.length - delimiter.length + 1 : at;
      if (sure > 0) yield this.#held.subarray(0, sure);
      this.#held = this.#held.subarray(at < 0 ? Math.max(0, sure) : at + delimiter.length);
      if (at >= 0) return;
      await this.#more();
    }
  }

  async pass(delimiter: Buffer): Promise<void> {
    const before = this.upTo(delimiter);
    while ((await before.next()).done !== true);
  }

  /** Behind a delimiter: two hyphens end the form. */
  async goesOn(): Promise<boolean> {
    for (;;) {
      const feed = this.#held.indexOf('\r\n');
      if (this.#held.length >= 2 && this.#held.subarray(0, 2).equals(HYPHENS)) {
        await this.#rest();
        return false;
      }
      if (feed >= 0) {
        if (!/^[ \t]*$/.test(this.#held.toString('latin1', 0, feed))) throw badRequest('a part of the form begins behind a line end');
        this.#held = this.#held.subarray(feed);
        return true;
      }
      if (this.#held.length > 200) throw badRequest('a part of the form begins behind a line end');
      await this.#more();
    }
  }

  /** The header lines of a part: from the line end of the delimiter up to an empty line. */
  async head(): Promise<string> {
    for (;;) {
      const end = this.#held.indexOf('\r\n\r\n');
      if (end > LARGEST_HEAD || (end < 0 && this.#held.length > LARGEST_HEAD))
        throw badRequest('the head of a part of the form is too long');
      if (end >= 0) {
        const head = this.#held.toString('utf8', 2, end);
        this.#held = this.#held.subarray(end + 4);
        return head;
      }
      await this.#more();
    }
  }

  async #rest(): Promise<void> {
    while ((await this.#source.next()).done !== true);
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#source.next();
    if (done === true) throw badRequest('the form ends before its last boundary');
    this.#held = this.#held.length === 0 ? Buffer.from(value) : Buffer.concat([this.#held, value]);
  }
}

const HYPHENS = Buffer.from('--');
