/** Guided: a protocol spoken by hand: lines out, whole replies in and explained, TLS started on the way, everything recorded. */
import { type Bytes, EMPTY, fromUtf8, utf8 } from '../core/bytes.ts';
import { IoError } from '../core/fault.ts';
import { saySession } from '../core/said.ts';
import type { Said, Words } from '../core/words.ts';
import { type Address, insecureAddress, openAddress, parseAddress } from '../io/address/address.ts';
import type { OpenChannel } from '../io/base/channel.ts';
import type { AcceptOptions, OpenOptions } from '../io/base/endpoint.ts';
import { closingText } from '../io/base/ledger.ts';
import { tlsClient } from '../io/tls/client.ts';
import type { Account, Guide, Step } from '../wire/guide.ts';
import { GuidedData } from './guided-data.ts';
import { GuidedReader } from './guided-reader.ts';
import { addressOf, portOf, type WirePlan } from './plan.ts';
import { recordRefusals } from './refusals.ts';
import { type Faces, recorded, sayAgreed, stopped, tell, textOf } from './session.ts';
import { tlsLine } from './tls-line.ts';

export interface GuidedPlan {
  readonly guide: Guide;
  readonly to: Address;
  readonly account: Account;
  readonly insecure: boolean;
  readonly wire: WirePlan;
}

/** Where typed lines come from; undefined when there are no more. */
export interface Lines {
  next(): Promise<string | undefined>;
  release(): void;
}

export interface GuidedFaces extends Faces {
  readonly lines: Lines;
  /** Milliseconds that an answer is waited for where nobody types, or no more; 30,000 where nothing is given. */
  readonly patience?: number;
  /** A line went out. `accepted`: it was suggested, and is on no screen yet. */
  sent(line: string, accepted: boolean): void;
  /** A whole message of the server, as bytes that are not safe to show. */
  heard(bytes: Bytes): void;
  /** What it means. */
  means(said: Said): void;
  suggest(step: Step): void;
  /** Something to know about the session, in the words of whoever reads it. */
  tell(inWords: (words: Words) => string): void;
  /** How to show what is being typed, and the line that is suggested at that time, as it would be sent. */
  covers?(cover: (line: string) => string, suggested: () => string | undefined): void;
}

/** `HOST`, `HOST PORT`, `HOST:PORT`, `tls:HOST` or any whole address: where no port is written, the protocol's own. */
export const guidedAddress = (words: readonly string[], guide: Guide): Address => {
  const [first = '', ...more] = words;
  const [, over, host] = /^(tls:)?(\[[0-9a-f:.%]+\]|[^:[\]/]+)$/i.exec(first) ?? [];
  if (more.length > 0 || host === undefined) return addressOf(words, guide.name);
  return parseAddress(over === undefined ? `tcp:${host}:${guide.port}` : `tls:tcp:${host}:${guide.tlsPort ?? guide.port}`);
};

/** Gives the exit code. */
export const runGuided = async (plan: GuidedPlan, open: OpenOptions, faces: GuidedFaces, signal: AbortSignal): Promise<number> =>
  recorded(plan, faces, signal, async (recorder) => {
    const names = [textOf(faces, 'clientYou'), textOf(faces, 'server')] as const;
    const told = {
      ...open,
      onMessage: (line: string) => faces.say(line),
      words: faces.words,
      onTrouble: (error: Error) => faces.warn(error),
      onAttemptFailed: recordRefusals(recorder),
      onUnanswered: recorder.attempted,
      wire: recorder.tapAs(() => ({ names })),
    };
    const channel = await openAddress(plan.insecure ? insecureAddress(plan.to) : plan.to, told, signal);
    tell(faces, saySession('connected', channel));
    sayAgreed(channel, faces);
    const wire = recorder.tapAs(() => ({ names, client: 'us', tag: 'data' }));
    return talkGuided(plan, channel, { ...told, wire }, faces, signal);
  });

/** What is spoken on a channel that is open already; `beside`: how another connection is opened, or taken. */
export const talkGuided = (
  plan: Omit<GuidedPlan, 'wire'>,
  channel: OpenChannel,
  beside: OpenOptions & AcceptOptions,
  faces: GuidedFaces,
  signal: AbortSignal,
): Promise<number> => new GuidedTalk(plan, channel, beside, faces, signal).run();

const PATIENCE = 30_000;

class GuidedTalk {
  readonly #plan: Omit<GuidedPlan, 'wire'>;
  readonly #guide: Guide;
  readonly #state: unknown;
  readonly #faces: GuidedFaces;
  readonly #signal: AbortSignal;
  /** The channel that was opened, and the one that is spoken on. */
  readonly #outer: OpenChannel;
  #channel: OpenChannel;
  #reader: GuidedReader;
  #next: Step | undefined;
  #isOver = false;
  /** Told when the server has answered. */
  #wake: (() => void) | undefined;
  /** What is arranged beside it. */
  readonly #beside: GuidedData;

  /** `beside`: how another connection is opened, or taken. */
  constructor(
    plan: Omit<GuidedPlan, 'wire'>,
    channel: OpenChannel,
    beside: OpenOptions & AcceptOptions,
    faces: GuidedFaces,
    signal: AbortSignal,
  ) {
    this.#plan = plan;
    this.#guide = plan.guide;
    this.#state = plan.guide.open(plan.account);
    this.#outer = this.#channel = channel;
    this.#faces = faces;
    this.#signal = signal;
    this.#reader = this.#freshReader();
    this.#beside = new GuidedData(
      channel,
      beside,
      { ...faces, received: (text) => plan.guide.received?.(this.#state, text) },
      plan.insecure,
      signal,
    );
    faces.covers?.(
      (line) => this.#guide.cover(this.#state, line),
      () => this.#next?.line,
    );
  }

  async run(): Promise<number> {
    let failure: unknown;
    this.#answered();
    const typing = this.#type();
    const hearing = this.#hear().catch((error: unknown) => {
      failure = error;
    });
    await stopped(this.#signal, hearing, () => {
      this.#channel.close();
      return () => this.#outer.abort(new Error('stopped'));
    });
    this.#isOver = true;
    this.#faces.lines.release();
    this.#wake?.();
    await typing;
    this.#channel.close();
    await this.#beside.close();
    const closing = await this.#outer.ledger.closing;
    this.#faces.tell((words) => closingText(closing, this.#outer.facts, words));
    if (failure !== undefined && !this.#signal.aborted) throw failure;
    return failure === undefined && closing.error === undefined ? 0 : 1;
  }

  /** Until the server has ended, in the clear or inside TLS. */
  async #hear(): Promise<void> {
    for (let secured = true; secured; ) {
      secured = false;
      for await (const chunk of this.#channel.incoming) {
        if (!(await this.#take(chunk))) continue;
        secured = true;
        break;
      }
      if (secured) await this.#startTls();
      else await this.#take(EMPTY, true);
    }
  }

  /** Whether TLS begins here. */
  async #take(chunk: Bytes, closed = false): Promise<boolean> {
    const { messages, becomes, arranged } = this.#reader.push(1, chunk, closed);
    for (const message of messages) {
      this.#faces.heard(message);
      const meaning = this.#guide.heard(this.#state, fromUtf8(message));
      if (meaning !== undefined) this.#faces.means(meaning);
      const transfer = this.#guide.transfer?.(this.#state);
      if (transfer !== undefined) this.#beside.begin(transfer);
    }
    if (arranged !== undefined) await this.#beside.open(arranged);
    if (!this.#guide.waits(this.#state)) await this.#beside.over();
    if (becomes === 'tls') return true;
    if (messages.length > 0 && !closed) this.#answered();
    return false;
  }

  #answered(): void {
    if (this.#guide.waits(this.#state)) return;
    const before = this.#next?.line;
    this.#next = this.#guide.next(this.#state);
    if (this.#next !== undefined && this.#next.line !== before)
      this.#faces.suggest({ ...this.#next, line: this.#guide.cover(this.#state, this.#next.line) });
    this.#wake?.();
  }

  async #startTls(): Promise<void> {
    this.#channel = await tlsClient(this.#channel, this.#plan.insecure ? { insecure: true } : {}, this.#signal);
    this.#reader = this.#freshReader();
    if (this.#channel.facts.tls !== undefined) this.#faces.say(tlsLine(this.#channel.facts.tls, this.#faces.words));
    this.#answered();
  }

  #freshReader(): GuidedReader {
    return new GuidedReader(this.#guide, portOf(this.#plan.to) ?? this.#guide.port);
  }

  /** A line when the one before it is answered; the end of the lines ends our direction. */
  async #type(): Promise<void> {
    try {
      for (;;) {
        if (!this.#faces.isPerson) await this.#quiet();
        const typed = this.#isOver ? undefined : await this.#faces.lines.next();
        if (typed === undefined) break;
        // Enter, too soon: nothing is suggested yet.
        if (typed === '' && this.#faces.isPerson && this.#guide.waits(this.#state)) continue;
        await this.#send(typed);
      }
      if (!this.#isOver && this.#faces.isPerson) await this.#quiet();
      if (!this.#isOver) await this.#channel.end();
    } catch (error) {
      if (!this.#isOver && !(error instanceof IoError)) this.#channel.abort(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async #send(typed: string): Promise<void> {
    const accepted = typed === '' && this.#faces.isPerson ? this.#next?.line : undefined;
    if (typed === '' && accepted === undefined && this.#faces.isPerson && this.#guide.waits(this.#state)) return;
    const line = accepted ?? typed;
    this.#next = undefined;
    this.#faces.sent(this.#guide.cover(this.#state, line), accepted !== undefined);
    this.#guide.typed(this.#state, line);
    const bytes = utf8(`${line}\r\n`);
    const { arranged } = this.#reader.push(0, bytes);
    if (arranged !== undefined) await this.#beside.listen(arranged);
    await this.#channel.write(bytes);
    this.#answered();
  }

  /** Resolves when the server has answered, has been silent for long, or is gone. */
  async #quiet(): Promise<void> {
    const { patience = PATIENCE } = this.#faces;
    while (!this.#isOver && this.#guide.waits(this.#state)) {
      const isSilent = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(true), patience);
        this.#wake = () => {
          clearTimeout(timer);
          resolve(false);
        };
      });
      if (!isSilent) continue;
      tell(this.#faces, saySession('silent', { seconds: Math.round(patience / 1000) }));
      return;
    }
  }
}
