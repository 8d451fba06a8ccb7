/** NcRun: what all connections of one run of nc share: standard input and output, the reads that `-W` still allows, logs, sums. */

import { now } from '../../../io/base/clock.ts';
import type { Direction, Tap } from '../../../io/base/tap.ts';
import { strerror } from '../../../io/host/strerror.ts';
import type { SocketChannel } from '../../../io/net/socket-channel.ts';
import type { Context } from '../../command/command.ts';
import type { Output } from '../../command/output.ts';
import type { NcError } from '../nc-error.ts';
import type { Peer } from '../peer.ts';
import type { NetcatWire } from '../wire.ts';
import { type CopyRules, copyBothWays } from './copy.ts';
import { digestOf } from './digest.ts';
import { execOn, execThrough } from './exec.ts';
import { hexLog } from './hex-log.ts';
import type { NcMessages } from './messages.ts';
import type { NcOptions } from './options.ts';
import { openStdio, type Stdio } from './stdio.ts';

export class NcRun {
  /** What the run ends with, should a conversation say otherwise than 0. */
  exitCode = 0;
  /** `-q` has said that the program ends. */
  quit = false;
  /** Where packets are recorded. */
  readonly wire: NetcatWire | undefined;
  readonly #options: NcOptions;
  readonly #context: Context;
  readonly #messages: NcMessages;
  readonly #reads: { left: number } | undefined;
  readonly #log: Tap | undefined;
  /** Rejects with an NcError where the log can be written no more. */
  readonly #logLost: Promise<never>;
  #stdio: Stdio | undefined;

  constructor(options: NcOptions, context: Context, messages: NcMessages, wire: NetcatWire | undefined) {
    this.wire = wire;
    this.#options = options;
    this.#context = context;
    this.#messages = messages;
    this.#reads = options.receiveLimit === undefined ? undefined : { left: options.receiveLimit };
    let failed: (error: NcError) => void = () => {};
    this.#logLost = new Promise((_, reject) => {
      failed = reject;
    });
    this.#logLost.catch(() => {}); // the conversation tells it
    this.#log = options.hexLog === undefined ? undefined : hexLog(options.hexLog, (error) => failed(error));
  }

  /** With a connected socket: a conversation, or the program of `-e`. */
  async withSocket(channel: SocketChannel, early?: Uint8Array): Promise<void> {
    const { exec } = this.#options;
    // A program that has the socket itself tells nobody what it sends.
    if (exec !== undefined && !early?.length && this.wire === undefined) this.exitCode = await execOn(channel, exec);
    else await this.with({ channel, drop: () => void channel.socket.destroy() }, early === undefined ? {} : { early });
  }

  /** A conversation with standard input and output, or with the program of `-e`. */
  async with(peer: Peer, own: Partial<CopyRules> = {}): Promise<void> {
    const { verbose, exec } = this.#options;
    if (peer.many !== true) this.wire?.watch(peer.channel);
    if (exec !== undefined) {
      this.exitCode = await execThrough(peer.channel, exec, own.early ?? NOTHING);
      return;
    }
    this.#stdio ??= openStdio(this.#context.out, this.#options.raw, this.wire?.typing);
    if (this.#reads !== undefined) this.#reads.left = Math.max(1, this.#reads.left); // each conversation has one read at least
    const { ledger, facts } = peer.channel;
    const early = own.early ?? NOTHING;
    const digest = verbose > 0 && facts.framing !== 'datagram' ? digestOf(this.#copied(this.#stdio), ledger, early) : undefined;
    if (digest !== undefined) ledger.watch(digest, facts);
    if (this.#log !== undefined) ledger.watch(startingWith(early, this.#log), facts);
    const copied = copyBothWays(peer, this.#stdio, { ...this.#rules(peer, this.#stdio), ...own });
    const { outputFailed, quit } = await Promise.race([copied, this.#logLost]).catch((error: unknown) => {
      peer.drop();
      throw error;
    });
    this.quit ||= quit;
    for (const line of digest?.lines() ?? []) for (const part of fitting(line, this.#context.err)) this.#messages.say(part);
    if (outputFailed === undefined) return;
    this.#messages.complain(`standard output: ${strerror(outputFailed)}`);
    this.exitCode = 1;
  }

  /** Lets go of standard input and output, so that the process can end. */
  close(): void {
    this.#stdio?.input.close();
    this.#stdio?.output.close();
  }

  #rules(peer: Peer, stdio: Stdio): CopyRules {
    const { listen, shutdown, detached, quit, timeout, interval, crlf, telnet } = this.#options;
    const datagrams = peer.channel.facts.framing === 'datagram';
    const nudge = this.#mayNudge(datagrams, stdio) ? { told: () => this.#messages.complain(NUDGED) } : undefined;
    return { listens: listen, datagrams, shutdown, detached, quit, timeout, interval, crlf, telnet, reads: this.#reads, nudge };
  }

  /** Which directions are copies of something: a terminal's are not. */
  #copied(stdio: Stdio): readonly Direction[] {
    const sent: readonly Direction[] = stdio.input.kind === 'terminal' ? [] : ['sent'];
    return stdio.outputIsKept ? [...sent, 'received'] : sent;
  }

  /** Only the receiver of the lecture: it listens for one sender, says what it does, and writes to a file or pipe. */
  #mayNudge(datagrams: boolean, stdio: Stdio): boolean {
    const { listen, keep, verbose, quit, timeout, shutdown, detached } = this.#options;
    const asked = quit !== undefined || timeout !== undefined || shutdown || detached;
    return listen && !keep && verbose > 0 && !asked && !datagrams && stdio.outputIsKept;
  }
}

/** On a screen that is too narrow the sum gets a line of its own. */
const fitting = (line: string, { isTerminal, columns }: Output): readonly string[] =>
  isTerminal && line.length > columns ? line.replace(', sha256 ', ',\nsha256 ').split('\n') : [line];

/** What came with the last of the talk with a proxy comes first. */
const startingWith = (early: Uint8Array, tap: Tap): Tap => ({
  open: (facts) => {
    const tapped = tap.open(facts);
    if (early.length > 0) tapped.chunk('received', early, now());
    return tapped;
  },
});

const NOTHING = new Uint8Array(0);
const NUDGED = 'nothing more for 3 s: told the sender that nothing comes back (-q -1 waits for ever)';
