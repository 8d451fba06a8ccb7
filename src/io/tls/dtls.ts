/**
 * DTLS as a client (RFC 6347, 9147) over a channel of datagrams. Node has none, but the OpenSSL inside it does: its own functions are called
 * through the optional package koffi, on two buffers of memory in place of a socket.
 */

import { X509Certificate } from 'node:crypto';
import { listenForAbort } from '../base/abort-listener.ts';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import { plainChannel } from '../channels/plain-channel.ts';
import { type DtlsSession, dtlsSessions } from '../host/openssl.ts';
import type { TlsOptions } from './options.ts';

/** The channel of plain bytes, and what is known of who is at its end. */
export interface DtlsPeer {
  readonly channel: OpenChannel;
  readonly certificate: X509Certificate | undefined;
  /** Why the certificate is not good, in OpenSSL's words; undefined where it is. */
  readonly problem: string | undefined;
}

/** Rejects with an IoError where there is no handshake, with the channel's error, or with the signal's reason. */
export const dtlsClient = async (below: OpenChannel, o: TlsOptions, signal: AbortSignal): Promise<DtlsPeer> => {
  const open = await dtlsSessions(below.remote);
  const connection = new DtlsConnection(open({ ...o, mtu: MTU }), below);
  try {
    await connection.connect(signal);
  } catch (cause) {
    connection.release();
    throw cause;
  }
  const { certificate, problem } = connection.peer();
  const channel = plainChannel(
    { ...below.facts, scheme: 'dtls', opened: now() },
    {
      incoming: connection.incoming(),
      write: (chunk) => connection.write(chunk),
      end: () => connection.end(),
      release: (reason) => {
        connection.release();
        if (reason === undefined) below.close();
        else below.abort(reason);
      },
    },
  );
  return { channel, certificate, problem };
};

/** A datagram that goes through most networks, less the headers of IP and UDP (RFC 9147 §4.4). */
const MTU = 1400;
/** Header of a record; its last two bytes say how long the rest is. */
const RECORD = 13;
/** How often it is looked whether something has to be sent again; OpenSSL knows when (first after a second). */
const TICK = 100;

class DtlsConnection {
  readonly #session: DtlsSession;
  readonly #below: OpenChannel;
  readonly #datagrams: AsyncIterator<Uint8Array>;
  #released = false;

  constructor(session: DtlsSession, below: OpenChannel) {
    this.#session = session;
    this.#below = below;
    this.#datagrams = below.incoming[Symbol.asyncIterator]();
  }

  async connect(signal: AbortSignal): Promise<void> {
    const stopped = new Promise<never>((_, reject) => {
      listenForAbort(signal, () => reject(signal.reason));
    });
    stopped.catch(() => {}); // told where it matters
    const timer = setInterval(() => this.#again(), TICK);
    try {
      while (!this.#session.handshake()) {
        await this.#send();
        const next = await Promise.race([this.#datagrams.next(), stopped]);
        if (next.done === true) throw new Error('the peer ended the handshake');
        this.#session.put(next.value);
      }
      await this.#send();
    } finally {
      clearInterval(timer);
    }
  }

  peer(): Omit<DtlsPeer, 'channel'> {
    const der = this.#session.certificate();
    return { certificate: der && new X509Certificate(der), problem: this.#session.problem() };
  }

  async *incoming(): AsyncGenerator<Uint8Array> {
    for (;;) {
      for (let message = this.#read(); message !== undefined; message = this.#read()) yield message;
      if (this.#released || this.#session.hasEnded()) return;
      const next = await this.#datagrams.next();
      if (next.done === true || this.#released) return;
      this.#session.put(next.value);
      await this.#send();
    }
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (chunk.length === 0) return; // there is no empty record of data
    this.#session.write(chunk);
    await this.#send();
  }

  async end(): Promise<void> {
    if (!this.#released) this.#session.shutdown();
    await this.#send();
    await this.#below.end();
  }

  release(): void {
    this.#released = true;
    this.#session.free();
  }

  #read(): Uint8Array | undefined {
    return this.#released ? undefined : this.#session.read();
  }

  #again(): void {
    this.#session.retry();
    this.#send().catch(() => {}); // the one who reads hears of it
  }

  /** Each record as a datagram of its own. */
  async #send(): Promise<void> {
    if (this.#released) return;
    const all = this.#session.take();
    for (let at = 0; at + RECORD <= all.length; ) {
      const end = at + RECORD + all.readUInt16BE(at + RECORD - 2);
      await this.#below.write(all.subarray(at, end));
      at = end;
    }
  }
}
