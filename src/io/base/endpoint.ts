/**
 * Endpoint: a kind of place that can be opened or listened on. A kind is one file in `endpoints/`, its test and one line in its registry.
 *
 * - `EndpointType`: words → address (`parse`, `print`), address → channel (`open`), address → listener (`accept`).
 * - `OverlayType`: takes an opened channel and gives another (`tls:`, `ws:`, `rate:`); written before what it lies on: `tls:tcp:host:443`.
 * - `address.ts` reads and prints nested texts and opens them.
 */
import type { Said, Words } from '../../core/words.ts';
import type { OpenChannel } from './channel.ts';
import type { OptionHelp, Options } from './options.ts';
import type { ChannelFacts, Tap } from './tap.ts';

export interface OpenOptions {
  /** Milliseconds that the handshakes of all overlays together may take; 0: no limit. Default 10,000. */
  readonly handshakeTimeout?: number;
  /** Milliseconds to wait for the connection; the address's own option wins. */
  readonly connectTimeout?: number;
  /** Programs (`exec:`, `sh:`, `pty:`) at once in this process; one more is refused. Default 32. */
  readonly maxPrograms?: number;
  /** One attempt at one address failed; others may follow. */
  readonly onAttemptFailed?: (address: string, error: Error) => void;
  /** An attempt to connect was given up before anybody answered. */
  readonly onUnanswered?: ((facts: ChannelFacts) => void) | undefined;
  /** Something went wrong that the channel survives, e.g. "port unreachable" for a datagram. May be called again and again. */
  readonly onTrouble?: (error: Error) => void;
  /** Text for what goes to a descriptor that is a terminal, with nothing in it that steers one; absent: the bytes as they are. */
  readonly terminalText?: () => TerminalText;
  /** A line that the endpoint has to tell, safe to show, e.g. standard error of a program. */
  readonly onMessage?: (line: string) => void;
  /** What the endpoint itself tells is in these; English where they are absent. */
  readonly words?: Words | undefined;
  /** Where the place stands in `link A B`: what can go one way only is read from when first, written to when second. */
  readonly side?: 'first' | 'second';
  /** The channel that the new one will be joined with; programs are told who is there. */
  readonly peer?: ChannelFacts;
  /** Sees what crosses the socket itself, below all overlays, from its first byte on. */
  readonly wire?: Tap | undefined;
  /** What standard input and output are, where a terminal needs more than their bytes. */
  readonly stdio?: () => OpenChannel;
}

/** Of one terminal: what it is shown for the bytes of a stretch, and at the end for what still waits to be whole. */
export interface TerminalText {
  push(bytes: Uint8Array): string;
  end(): string;
}

export interface AcceptOptions {
  /** Milliseconds that an overlay's handshake (TLS, WebSocket) may take. Default 10,000. */
  readonly handshakeTimeout?: number;
  /** Channels at once; the next peer is refused. Default 1000, and never more than the file limit leaves. */
  readonly maxConns?: number;
  /** Channels at once of one remote IP address. Default `maxConns` where that is given, else 100. */
  readonly maxPerAddress?: number;
  /** File descriptors that a connection will cost in all (2 for a relay). Default 1. */
  readonly filesPerConn?: number;
  /** False: the peer is refused before any byte. `remote` is an IP address, or the path of a unix socket. */
  readonly admits?: (remote: string) => boolean;
  /** Of peers that only send datagrams the one that came first makes room for the next. */
  readonly forgetful?: boolean;
  /** A peer was turned away; `why` reads "limit of 100 connections per address". */
  readonly onRefused?: (remote: string | Said, why: Said) => void;
  /** A handshake failed, or the listening socket could not accept; listening goes on. */
  readonly onTrouble?: (error: Error) => void;
  /** Sees what crosses the sockets of those who come, below all overlays, from the first byte on. */
  readonly wire?: Tap | undefined;
}

/** A place being listened on. Iterating gives the channels of those who come; leaving the loop or aborting the signal closes it. */
export interface Listener extends AsyncIterable<OpenChannel> {
  /** Where it really listens, as people type it, port numbers filled in: `127.0.0.1:61111`, `[::1]:61111`. */
  readonly addresses: readonly string[];
  /** Stops listening; open channels stay. The iteration ends. */
  close(): Promise<void>;
  /** The iteration by calls, without a promise for each; resolves at its end. */
  each?(take: (channel: OpenChannel) => void): Promise<void>;
  /** Tells of the first who comes while nobody is being waited for; of the next one when the others have been taken. */
  whenWaiting?(tell: (channel: OpenChannel) => void): void;
}

/** Methods, not properties: a registry holds endpoints of all address types. */
export interface EndpointType<A = unknown> {
  readonly scheme: string;
  readonly title: string;
  /** A whole address that works as typed, for help and documentation. */
  readonly example: string;
  readonly framing: 'stream' | 'datagram';
  /** The options of the address (`?name=value`), for help and completion. Absent: a `?` is nothing special in the text (`exec:`). */
  readonly options?: readonly OptionHelp[];
  /** `text` is what follows `scheme:`. Throws a UsageError that says what to write instead. */
  parse(text: string): A;
  /** The address as text again, with the scheme; `parse` of it gives the same value. */
  print(at: A): string;
  /** Rejects with an IoError, or with the signal's reason. */
  open(at: A, options: OpenOptions, signal: AbortSignal): Promise<OpenChannel>;
  /** Resolves when it listens. Rejects with an IoError, or with the signal's reason. */
  accept?(at: A, options: AcceptOptions, signal: AbortSignal): Promise<Listener>;
}

/** Something that lies on a channel and is a channel again. `O` is what its own part of the address says. */
export interface OverlayType<O = unknown> {
  readonly scheme: string;
  readonly title: string;
  readonly example: string;
  /** True: its handshake needs a stream below, not datagrams. */
  readonly onStreamOnly?: boolean;
  /** Who answers below: one who speaks it too, or a proxy that leads on; absent: it is on our side alone. */
  readonly peer?: 'same' | 'proxy';
  /** How many words of its own stand between its scheme and the address below: 1 in `rate:100k:tcp:host:80`, 0 in `tls:tcp:host:443`. */
  readonly words: number;
  /** Its options, written after its scheme (`tls?sni=x:tcp:host:443`) or at the end of the address where their names are unclaimed there. */
  readonly options: readonly OptionHelp[];
  /** What may stand in its own word, parted by commas: `loss=10%,seed=7`. */
  readonly settings?: readonly OptionHelp[];
  /** A URL of this scheme (the text after `//`) as a nested address: `host/chat` → `ws?path=/chat:tcp:host:80`. */
  fromUrl?(text: string): string;
  /** `place` is the whole address, for messages. Option names are checked by the caller. Throws a UsageError. */
  parse(words: readonly string[], options: Options, place: string): O;
  /** Its own part as text, with the scheme and the last colon: `rate:100k:`, `tls?sni=x:`. */
  print(options: O): string;
  /** The same, but the peer is not verified; absent: it verifies nobody anyway. */
  insecure?(options: O): O;
  /** Before anybody is listened for: reads the files that it will need. Rejects with an IoError; `place` is the whole address. */
  ready?(options: O, place: string): Promise<void>;
  /** Does its handshake and gives the channel above. On failure it need not let go of the channel below; the caller does. */
  wrap(channel: OpenChannel, role: 'initiator' | 'acceptor', options: O, signal: AbortSignal): Promise<OpenChannel>;
}
