/** The mail that follows DATA: up to CR LF, dot, CR LF and nothing else; into the spool, with the lines that say how it came. */
import { utf8 } from '../../../core/bytes.ts';
import { IoError } from '../../../core/fault.ts';
import { withoutDots } from '../../../protocols/shared/mail/content.ts';
import { bareEnd, type DotScan, dotPart, dotScan } from '../../../protocols/shared/mail/lines.ts';
import { CR, LF } from '../../../protocols/shared/text.ts';
import type { Path } from '../../../protocols/smtp/command.ts';
import type { Delivery, Mailbox } from '../../mail/mailbox.ts';
import { mailDate } from '../../mail/samples.ts';
import { ownName } from '../../mail/sasl.ts';
import type { LineTalk } from '../../serve/line-talk.ts';
import type { ServiceContext } from '../../serve/service.ts';

export interface Envelope {
  readonly from: Path;
  readonly to: Path[];
  readonly isUtf8: boolean;
}

/** How it came. */
export interface Carrier {
  readonly hello: string;
  readonly protocol: string;
  readonly remote: string;
}

export interface Received {
  readonly reply: string;
  readonly isKept: boolean;
  /** False: what follows cannot be trusted, the client is sent away. */
  readonly goesOn: boolean;
}

/** Bytes of a line with its end (RFC 5321, section 4.5.3.1.6). */
const LONGEST_LINE = 1000;
/** Bytes past the limit that are still read, so that the client hears why. */
export const PATIENCE = 1 << 20;

export const receiveMail = async (
  talk: LineTalk,
  envelope: Envelope,
  by: Carrier,
  inbox: Mailbox,
  { limits, now }: Pick<ServiceContext, 'limits' | 'now'>,
): Promise<Received> => {
  const at = now();
  const text = new Text(talk, limits.message);
  let delivery: Delivery | undefined;
  try {
    delivery = inbox.begin(at);
    await delivery.write(utf8(trace(envelope, by, at)));
    for await (const part of text.parts()) await delivery.write(part);
    if (text.trouble === undefined) {
      const { base } = await delivery.finish();
      return { reply: `250 2.0.0 It lies in the spool as ${base.split('.', 2).join('.')}`, isKept: true, goesOn: true };
    }
  } catch (error) {
    if (!(error instanceof IoError) || !isFull(error)) throw error;
    text.trouble = NO_ROOM;
  } finally {
    if (text.trouble !== undefined || !text.isWhole) delivery?.discard();
  }
  for await (const _ of text.parts()) void _;
  return { reply: text.trouble ?? '', isKept: false, goesOn: text.isWhole };
};

export const NO_ROOM = '452 4.3.1 There is no room for it';

/** The mail cannot be kept; the next one may. */
export const isFull = ({ code }: IoError): boolean => STORAGE.has(code);

const STORAGE: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EIO']);

/** RFC 5321 §4.4. */
export const trace = ({ from, to }: Envelope, { hello, protocol, remote }: Carrier, at: number): string =>
  [
    `Return-Path: <${from.local === '' ? '' : `${from.local}@${from.domain}`}>`,
    ...to.map(({ local, domain }) => `Delivered-To: ${local}${domain === '' ? '' : `@${domain}`}`),
    `Received: from ${clean(hello)} (${clean(remote)})`,
    `\tby ${ownName()} with ${protocol}; ${mailDate(at)}`,
    '',
  ].join('\r\n');

/** What a client said of itself, without what would end a line or a comment. */
const clean = (text: string): string => text.replace(/[^\x21-\x7e]|[()\\]/g, '?');

/** The text as it comes, without its dots; what is wrong with it is known when it has ended. */
class Text {
  trouble: string | undefined;
  isWhole = false;
  /** Nobody knows where it ends. */
  #isCut = false;
  readonly #talk: LineTalk;
  readonly #most: number;
  readonly #dots: DotScan = dotScan();
  #taken = 0;
  /** Of what is held: looked at for bare ends, and the length of the line under way. */
  #looked = 0;
  #line = 0;

  constructor(talk: LineTalk, most: number) {
    this.#talk = talk;
    this.#most = most;
  }

  async *parts(): AsyncGenerator<Uint8Array> {
    while (!this.isWhole && !this.#isCut && this.#taken <= this.#most + PATIENCE) {
      let last = false;
      let bare = false;
      const part = await this.#talk.take((held) => {
        const found = dotPart(this.#dots, held, 0, held.length, false);
        bare = this.#look(held, found?.length ?? held.length);
        last = found?.last === true;
        return bare ? held.length : (found?.length ?? 0);
      });
      this.#looked = Math.max(0, this.#looked - part.length);
      this.#taken += part.length;
      if (bare) {
        this.#isCut = true;
        this.trouble = '550 5.6.0 A line ends without CR LF (RFC 5321, section 2.3.8); netcats send CR LF with -C';
        return;
      }
      this.isWhole = last;
      if (this.#taken > this.#most) this.trouble ??= `552 5.3.4 A mail has at most ${this.#most} bytes`;
      if (this.trouble !== undefined) continue;
      const text = last ? part.subarray(0, -DOT_LINE) : part;
      yield withoutDots(text, 0, text.length) ?? text;
    }
  }

  /** Whether a line of the first `end` bytes ends by CR or LF alone; the last byte may be half of an end. */
  #look(held: Uint8Array, end: number): boolean {
    const to = held[end - 1] === CR ? end - 1 : end;
    const bare = bareEnd(held, this.#looked, to) >= 0;
    for (let i = this.#looked; i < to; i++) {
      this.#line++;
      if (this.#line > LONGEST_LINE) this.trouble ??= `554 5.6.0 A line has at most ${LONGEST_LINE} bytes (RFC 5321 §4.5.3.1.6)`;
      if (held[i] === LF) this.#line = 0;
    }
    this.#looked = to;
    return bare;
  }
}
const DOT_LINE = 3;
