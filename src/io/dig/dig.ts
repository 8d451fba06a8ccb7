/** One question to a name server, over UDP and, where the reply was cut, over TCP. */

import { randomInt } from 'node:crypto';
import { joinHostPort } from '../../core/address.ts';
import { IoError } from '../../core/fault.ts';
import { sayNotice, sayTrouble } from '../../core/said.ts';
import type { Said } from '../../core/words.ts';
import type { DnsMessage, DnsRecord, WholeMessage } from '../../protocols/shared/dns/message.ts';
import { readMessage } from '../../protocols/shared/dns/read-message.ts';
import { framed, writeMessage } from '../../protocols/shared/dns/write-message.ts';
import type { OpenChannel } from '../base/channel.ts';
import { now } from '../base/clock.ts';
import { frames, isReplyTo } from './frames.ts';

export interface DigPlan {
  /** Names or addresses, one after the other until one answers. */
  readonly servers: readonly string[];
  readonly port: number;
  /** The question; its number is chosen anew. */
  readonly query: DnsMessage;
  readonly over: 'udp' | 'tcp';
  /** A reply that was cut is taken as it is. */
  readonly ignoresCut: boolean;
  readonly tries: number;
  /** Milliseconds. */
  readonly patience: number;
}

export interface DigReply {
  readonly message: WholeMessage;
  readonly size: number;
  readonly millis: number;
  readonly server: string;
  readonly remote: string;
  readonly over: 'udp' | 'tcp';
}

/** What it needs of who runs it. */
export interface DigFaces {
  say(said: Said): void;
  /** A server that did not answer; the next one is asked. */
  warn(error: Error): void;
  /** Opens an address; `onTrouble` hears of what a datagram met on its way. */
  connect(address: string, onTrouble: (error: Error) => void): Promise<OpenChannel>;
}

/** Rejects with an IoError where no server answers. */
export const dig = (plan: DigPlan, faces: DigFaces, signal: AbortSignal): Promise<DigReply> => new Dig(plan, faces, signal).ask();

class Dig {
  readonly #plan: DigPlan;
  readonly #faces: DigFaces;
  readonly #signal: AbortSignal;

  constructor(plan: DigPlan, faces: DigFaces, signal: AbortSignal) {
    this.#plan = plan;
    this.#faces = faces;
    this.#signal = signal;
  }

  async ask(): Promise<DigReply> {
    const { servers, over, tries, ignoresCut } = this.#plan;
    let last: unknown;
    // What has failed at once is said where something else follows it: what is thrown in the end is not said before.
    let unsaid: Error | undefined;
    const sayIt = (next?: Error): void => {
      if (unsaid !== undefined && unsaid.message !== next?.message) this.#faces.warn(unsaid);
      unsaid = next;
    };
    for (let i = 0; i < tries; i++) {
      for (const server of servers) {
        try {
          const reply = await this.#askAt(server, over);
          sayIt();
          if (reply.message.truncated !== true || over === 'tcp' || ignoresCut) return reply;
          this.#faces.say(sayNotice('cutReply'));
          return await this.#askAt(server, 'tcp');
        } catch (error) {
          if (this.#signal.aborted) throw error;
          last = error;
          if (error instanceof Error) sayIt(error);
          if (error instanceof IoError && error.code === 'ETIMEDOUT') sayIt();
        }
      }
    }
    if (!(last instanceof IoError)) sayIt();
    if (last instanceof IoError && last.code !== 'ETIMEDOUT') throw last;
    throw new IoError(
      'dig',
      'ETIMEDOUT',
      this.#plan.port === 5353 ? sayTrouble('nobodyOnLink') : sayTrouble('noServer', { servers: servers.join(', ') }),
    );
  }

  async #askAt(server: string, over: 'udp' | 'tcp'): Promise<DigReply> {
    const place = `${over}:${joinHostPort(server, this.#plan.port)}`;
    let refused: (error: Error) => void = () => {};
    const channel = await this.#faces.connect(place, (error) => refused(error));
    refused = (error) => channel.abort(error);
    const timer = setTimeout(() => channel.abort(new IoError(place, 'ETIMEDOUT', sayTrouble('noAnswer'))), this.#plan.patience);
    try {
      return { ...(await this.#exchange(channel, over)), server, remote: channel.remote, over };
    } finally {
      clearTimeout(timer);
      channel.close();
    }
  }

  async #exchange(channel: OpenChannel, over: 'udp' | 'tcp'): Promise<Pick<DigReply, 'message' | 'size' | 'millis'>> {
    const query = { ...this.#plan.query, id: randomInt(65_536) };
    const bytes = writeMessage(query);
    const began = now();
    await channel.write(over === 'tcp' ? framed(bytes) : bytes);
    const asked = readMessage(bytes);
    const transfer: DnsRecord[] = [];
    for await (const b of over === 'tcp' ? frames(channel) : channel.incoming) {
      const read = readMessage(b);
      if (read.kind === 'fault') {
        this.#faces.say(sayNotice('unreadReply', { why: read.text, at: String(read.at) }));
        continue;
      }
      if (asked.kind !== 'message' || !isReplyTo(asked.message, read.message)) continue;
      transfer.push(...read.message.answers);
      if (isPart(query, transfer, read.message.rcode)) continue;
      return { message: { ...read.message, answers: transfer }, size: b.length, millis: now() - began };
    }
    throw new IoError(channel.remote, 'ECONNRESET', sayTrouble('endedEarly'));
  }
}

/** A zone comes in several messages, and ends with the record that it began with (RFC 5936 §2.2). */
const isPart = ({ questions }: DnsMessage, records: readonly DnsRecord[], rcode: number): boolean =>
  questions?.[0]?.type === 'AXFR' && rcode === 0 && !(records.length > 1 && records.at(-1)?.type === 'SOA');
