/** A connection of HTTP/1.1 (RFC 9112): request after request, each answered before the next is read, until one of the two has enough. */
import { thrownLine } from '../../../core/fault.ts';
import { writeHead } from '../../../protocols/http/head.ts';
import type { OpenChannel } from '../../base/channel.ts';
import { ChannelReader } from '../../http/channel-reader.ts';
import type { ServiceContext } from '../../serve/service.ts';
import { accessLine } from './access-log.ts';
import { RequestBody } from './body.ts';
import type { HttpOptions } from './options.ts';
import { errorReply } from './page.ts';
import { Patience } from './patience.ts';
import { type Asked, frame, type Reply, release } from './reply.ts';
import { type HeadRead, type Request, readHead, requestOf } from './request.ts';
import { answer } from './routes.ts';
import { send } from './send.ts';
import { StatusError } from './status-error.ts';

/** A rest of a request that is read over, so that the connection can go on. */
const MOST_PASSED = 65_536;
/** So many bytes of a body are worth a second more. */
const BYTES_A_SECOND = 16_384;

const NOTHING_ASKED: Asked = { method: 'GET', isOld: false, persists: false };
const GO_ON = writeHead({ kind: 'reply', version: 'HTTP/1.1', status: 100, reason: 'Continue', fields: [] });

export class HttpConnection {
  readonly #channel: OpenChannel;
  readonly #context: ServiceContext<HttpOptions>;
  readonly #patience: Patience;
  readonly #reader: ChannelReader;
  readonly #isSecure: boolean;
  readonly #remote: string;

  constructor(channel: OpenChannel, context: ServiceContext<HttpOptions>) {
    this.#channel = channel;
    this.#context = context;
    this.#patience = new Patience(channel.remote, (reason) => channel.abort(reason));
    this.#reader = new ChannelReader(channel, channel.remote, this.#patience.reading);
    this.#isSecure = channel.facts.tls !== undefined;
    this.#remote = channel.facts.remoteIp?.address ?? channel.remote;
  }

  /** Resolves when it is over; rejects with what broke the channel. */
  async run(): Promise<void> {
    try {
      this.#patience.start('head');
      while (await this.#exchange()) this.#patience.start('idle');
    } finally {
      this.#patience.stop();
    }
  }

  /** One request and its reply; false where the connection is not to go on. */
  async #exchange(): Promise<boolean> {
    const read = await this.#readHead();
    if (read === undefined) return false;
    const request = read instanceof StatusError ? read : checked(read);
    if (request instanceof StatusError) return this.#send(errorReply(request, undefined), NOTHING_ASKED, '');
    const body = this.#bodyOf(request);
    this.#patience.start('body');
    const answered = await this.#answer(request, body);
    if (answered === 'taken') return false;
    const { reply, mayPersist } = answered;
    const { method, isOld, line } = request;
    const asked = { method, isOld, persists: request.persists && mayPersist && (await this.#passed(body, reply)) };
    return this.#send(reply, asked, line);
  }

  async #readHead(): Promise<HeadRead | StatusError | undefined> {
    let begun = false;
    try {
      return await readHead(this.#reader, () => {
        begun = true;
        this.#patience.start('head');
      });
    } catch (error) {
      if (error instanceof StatusError) return error;
      if (this.#patience.ranOut === undefined) throw error;
      return begun ? tooSlow() : undefined;
    }
  }

  #bodyOf(request: Request): RequestBody {
    return new RequestBody(this.#reader, request, {
      largest: this.#context.options.largest,
      goOn: () => this.#channel.write(GO_ON),
      onProgress: (bytes) => this.#patience.extend((bytes / BYTES_A_SECOND) * 1000),
    });
  }

  async #answer(request: Request, body: RequestBody): Promise<{ readonly reply: Reply; readonly mayPersist: boolean } | 'taken'> {
    const { get } = request;
    try {
      const x = { channel: this.#channel, reader: this.#reader, request, body, context: this.#context, isSecure: this.#isSecure };
      const reply = await answer(x);
      return reply === 'taken' ? reply : { reply, mayPersist: true };
    } catch (error) {
      const status = this.#asStatus(error);
      return { reply: errorReply(status, get('accept')), mayPersist: status.details.ends !== true };
    }
  }

  /** Throws what says that the channel is broken. */
  #asStatus(error: unknown): StatusError {
    if (error instanceof StatusError) return error;
    if (this.#patience.ranOut !== undefined) return tooSlow();
    if (this.#reader.ended) return new StatusError(400, 'the connection ended before the body was whole', { ends: true });
    if (this.#channel.ledger.isOver || this.#channel.ledger.isCut) throw error;
    this.#context.say([`${this.#remote}: `, ...thrownLine(error)]);
    return new StatusError(500, 'the server could not do it; whoever runs it has been told why', { ends: true });
  }

  /** Whether nothing of the request stands before the next one. */
  async #passed(body: RequestBody, reply: Reply): Promise<boolean> {
    try {
      return body.isOver || reply.content?.kind === 'pieces' || (await body.pass(MOST_PASSED));
    } catch {
      return false;
    }
  }

  async #send(reply: Reply, asked: Asked, line: string): Promise<boolean> {
    const { content, status } = reply;
    let bytes = 0;
    this.#patience.start('write');
    try {
      const framed = frame(reply, asked, this.#context.now());
      bytes = await send(this.#channel, framed, content, () => this.#patience.start('write'));
      return framed.persists;
    } finally {
      release(content);
      this.#context.say(accessLine({ remote: this.#remote, line, status, bytes }, this.#context.now()));
    }
  }
}

const checked = (read: HeadRead): Request | StatusError => {
  try {
    return requestOf(read);
  } catch (error) {
    if (error instanceof StatusError) return error;
    throw error;
  }
};

const tooSlow = (): StatusError => new StatusError(408, 'the request took too long to come', { ends: true });
