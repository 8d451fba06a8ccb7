/** GuidedData: the connection that a session by hand arranges beside its own, to the same host alone: shown as it goes. */
import { joinHostPort } from '../core/address.ts';
import { type Bytes, fromUtf8, utf8 } from '../core/bytes.ts';
import { saySession } from '../core/said.ts';
import type { Said, Words } from '../core/words.ts';
import { acceptAddress, openAddress, parseAddress } from '../io/address/address.ts';
import type { OpenChannel } from '../io/base/channel.ts';
import type { AcceptOptions, OpenOptions } from '../io/base/endpoint.ts';
import { closingText } from '../io/base/ledger.ts';
import { tlsClient } from '../io/tls/client.ts';
import type { Transfer } from '../wire/guide.ts';

export interface DataFaces {
  tell(inWords: (words: Words) => string): void;
  warn(error: Error): void;
  /** A stretch of what came, as bytes that are not safe to show. */
  heard(bytes: Bytes): void;
  /** What came first, for the guide. */
  received(text: string): void;
}

/** Bytes of a transfer that are shown. */
const MOST_SHOWN = 4096;
/** What is sent by hand as a file. */
const SENT = 'written by hand';

export class GuidedData {
  readonly #control: OpenChannel;
  readonly #options: OpenOptions & AcceptOptions;
  readonly #faces: DataFaces;
  readonly #insecure: boolean;
  readonly #signal: AbortSignal;
  #coming: Promise<OpenChannel | undefined> | undefined;
  #stopListening: (() => Promise<void>) | undefined;
  #moving: Promise<void> = Promise.resolve();

  constructor(control: OpenChannel, options: OpenOptions & AcceptOptions, faces: DataFaces, insecure: boolean, signal: AbortSignal) {
    this.#control = control;
    this.#options = options;
    this.#faces = faces;
    this.#insecure = insecure;
    this.#signal = signal;
  }

  /** The server listens there: on the host that is spoken to, whatever address it names (RFC 2577 §3). */
  async open(port: number): Promise<void> {
    const { remoteIp } = this.#control.facts;
    if (remoteIp === undefined) return;
    await this.#give();
    try {
      const channel = await openAddress(parseAddress(`tcp:${joinHostPort(remoteIp.address, port)}`), this.#options, this.#signal);
      this.#tell(saySession('dataTo', { remote: channel.remote, local: channel.local }));
      this.#coming = Promise.resolve(channel);
    } catch (error) {
      this.#faces.warn(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** The server will come to a port of ours. */
  async listen(port: number): Promise<void> {
    const { localIp, remoteIp } = this.#control.facts;
    if (localIp === undefined || remoteIp === undefined) return;
    await this.#give();
    const options = { ...this.#options, admits: (remote: string) => remote === remoteIp.address };
    const listener = await acceptAddress(parseAddress(`tcp:${joinHostPort(localIp.address, port)}`), options, this.#signal);
    this.#tell(saySession('dataListening', { address: listener.addresses[0] ?? '' }));
    this.#stopListening = () => listener.close();
    this.#coming = (async () => {
      for await (const channel of listener) {
        this.#tell(saySession('dataFrom', { remote: channel.remote }));
        return channel;
      }
      return undefined;
    })();
  }

  /** The server has said that it begins. */
  begin(transfer: Transfer): void {
    const coming = this.#coming;
    this.#coming = undefined;
    this.#moving = this.#move(coming, transfer).catch((error: unknown) =>
      this.#faces.warn(error instanceof Error ? error : new Error(String(error))),
    );
  }

  /** Resolves when nothing moves any more. */
  over(): Promise<void> {
    return this.#moving;
  }

  async close(): Promise<void> {
    await this.#give();
    await this.#moving;
  }

  async #move(coming: Promise<OpenChannel | undefined> | undefined, { sends, isProtected }: Transfer): Promise<void> {
    const below = await coming;
    if (below === undefined) return;
    const sni = this.#control.facts.remoteName;
    const how = { ...(this.#insecure && { insecure: true }), ...(sni !== undefined && { sni }) };
    const channel = isProtected ? await tlsClient(below, how, this.#signal) : below;
    if (sends) await this.#send(channel);
    else await this.#receive(channel);
    channel.close();
    const closing = await below.ledger.closing;
    this.#faces.tell((words) => words.text(saySession('dataClosed', { how: closingText(closing, below.facts, words) })));
  }

  async #send(channel: OpenChannel): Promise<void> {
    await channel.write(utf8(`${SENT}\r\n`));
    await channel.end();
    this.#tell(saySession('dataSent', { line: SENT }));
  }

  async #receive(channel: OpenChannel): Promise<void> {
    let shown = 0;
    let first = '';
    for await (const chunk of channel.incoming) {
      if (shown >= MOST_SHOWN) continue;
      const part = chunk.subarray(0, MOST_SHOWN - shown);
      shown += part.length;
      first += fromUtf8(part);
      this.#faces.heard(part.slice());
      if (shown >= MOST_SHOWN) this.#tell(saySession('dataMore'));
    }
    this.#faces.received(first);
  }

  #tell(said: Said): void {
    this.#faces.tell((words) => words.text(said));
  }

  /** One that was arranged and is not wanted. */
  async #give(): Promise<void> {
    await this.#stopListening?.();
    this.#stopListening = undefined;
    const coming = this.#coming;
    this.#coming = undefined;
    (await coming)?.close();
  }
}
