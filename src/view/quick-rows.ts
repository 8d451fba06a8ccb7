/**
 * Quick rows: the row of a frame whose highest layer is TCP or UDP, from the scan and the analysis alone, written as bytes. The same line as
 * rows.ts makes of a dissection (a test holds it so), at a fiftieth of the cost.
 */

import { type Place, place } from '../analysis/facts.ts';
import { Analysis } from '../analysis/tcp-flow.ts';
import type { Transports } from '../analysis/transports.ts';
import { type Bytes, u16, u32, utf8 } from '../core/bytes.ts';
import type { TextBuffer } from '../core/text-buffer.ts';
import { secondsText, since } from '../core/time.ts';
import { At, cursor, Scanned } from '../wire/compile.ts';
import { type FrameBatch, MARKS } from '../wire/frame.ts';
import type { Node, Registry } from '../wire/types.ts';
import { walk, walked } from '../wire/walk.ts';

/** A frame has no more transport layers than this in a quick row (tunnels in tunnels). */
const MOST = 8;

export class QuickRows {
  readonly #r: Registry;
  readonly #t: Transports;
  readonly #c = cursor();
  readonly #out = walked();
  readonly #places: readonly Place[] = Array.from({ length: MOST }, place);
  readonly #isTcp: boolean[] = [];
  #count = 0;
  #routed = false;
  readonly #tcp: Node | undefined;
  readonly #udp: Node | undefined;
  readonly #addresses: Uint8Array[] = [];

  constructor(registry: Registry, transports: Transports) {
    this.#r = registry;
    this.#t = transports;
    this.#tcp = registry.byName('tcp');
    this.#udp = registry.byName('udp');
  }

  /** Writes the row of frame i; false where the frame has to be dissected, and then nothing has been noted. */
  row(
    batch: FrameBatch,
    i: number,
    number: number,
    first: { readonly seconds: number; readonly nanos: number },
    decimals: number,
    lines: TextBuffer,
  ): boolean {
    if (!this.#scan(batch, i)) return false;
    const t = this.#t;
    t.frame(number, batch.seconds[i]!, batch.nanos[i]!);
    for (let k = 0; k < this.#count; k++) {
      const p = this.#places[k]!;
      if (this.#isTcp[k]) t.tcp(p);
      else t.udp(p);
    }
    const p = this.#places[this.#count - 1]!;
    lines.number(number, 5);
    lines.byte(32);
    lines.put(MARK_TEXT[batch.mark[i]!] ?? MARK_TEXT[0]!);
    time(batch, i, first, decimals, lines);
    this.#ends(p, lines);
    const tcp = this.#isTcp[this.#count - 1];
    lines.put(tcp ? TCP : UDP);
    lines.number(batch.original[i]!);
    lines.byte(32);
    if (tcp) tcpInfo(p, this.#c[At.header]!, t, lines);
    else udpInfo(p, lines);
    lines.byte(10);
    return true;
  }

  /** Walks the frame and notes where its transport layers lie. */
  #scan(batch: FrameBatch, i: number): boolean {
    const o = batch.offset[i]!;
    const end = o + batch.captured[i]!;
    const wire = o + Math.max(batch.captured[i]!, batch.original[i]!);
    this.#count = 0;
    this.#routed = false;
    const { top, end: how, broken } = this.#walk(batch, i, o, end, wire);
    if (this.#count === 0 || this.#count > MOST || how !== Scanned.good || broken >= 0 || this.#routed) return false;
    if (Number.isNaN(batch.seconds[i]!)) return false;
    const p = this.#places[this.#count - 1]!;
    if (top === this.#udp?.id) return u16(p.b, p.o + 4) >= 8;
    return top === this.#tcp?.id && p.end === p.wire;
  }

  #walk(
    batch: FrameBatch,
    i: number,
    o: number,
    end: number,
    wire: number,
  ): { readonly top: number; readonly end: number; readonly broken: number } {
    walk(this.#r, this.#r.link(batch.linkType[i]!), batch.bytes, o, end, wire, this.#c, this.#out, this.#onTransport);
    return this.#out;
  }

  readonly #onTransport = (node: Node, b: Bytes, o: number): void => {
    const k = this.#count++;
    if (k >= MOST) return;
    const p = this.#places[k]!;
    const c = this.#c;
    p.b = b;
    p.o = o;
    p.end = c[At.end]!;
    p.wire = c[At.wire]!;
    p.src = this.#t.addresses.number(c[At.kind]!, b, c[At.src]!);
    p.dst = this.#t.addresses.number(c[At.kind]!, b, c[At.dst]!);
    this.#isTcp[k] = node === this.#tcp;
    // An IPv4 header with options may say that its packet goes elsewhere in the end; its address is 12 bytes in.
    if (c[At.kind] === 4 && (b[c[At.src]! - 12]! & 15) > 5) this.#routed = true;
  };

  #ends(p: Place, lines: TextBuffer): void {
    const source = this.#address(p.src);
    lines.pad(lines.length, 12 - source.length);
    lines.put(source);
    lines.put(ARROW);
    const at = lines.length;
    lines.put(this.#address(p.dst));
    lines.pad(at, 12);
    lines.byte(32);
  }

  #address(number: number): Uint8Array {
    this.#addresses[number] ??= utf8(this.#t.addresses.text(number));
    return this.#addresses[number]!;
  }
}

const time = (
  batch: FrameBatch,
  i: number,
  first: { readonly seconds: number; readonly nanos: number },
  decimals: number,
  lines: TextBuffer,
): void => {
  const nanos = batch.nanos[i]! - first.nanos;
  const seconds = batch.seconds[i]! - first.seconds - (nanos < 0 ? 1 : 0);
  if (seconds < 0) {
    const gap = since({ seconds: batch.seconds[i]!, nanos: batch.nanos[i]! }, first);
    lines.text(secondsText(gap.seconds, gap.nanos, decimals).padStart(10));
  } else {
    lines.number(seconds, 10 - (decimals > 0 ? decimals + 1 : 0));
    if (decimals > 0) {
      lines.byte(46);
      lines.digits(Math.floor((nanos < 0 ? nanos + 1e9 : nanos) / SCALE[decimals]!), decimals);
    }
  }
  lines.byte(32);
};

const udpInfo = (p: Place, lines: TextBuffer): void => {
  lines.number(u16(p.b, p.o));
  lines.put(ARROW);
  lines.number(u16(p.b, p.o + 2));
  lines.put(LEN);
  lines.number(u16(p.b, p.o + 4) - 8);
};

const tcpInfo = (p: Place, header: number, t: Transports, lines: TextBuffer): void => {
  const { facts, verdict } = t;
  const flags = u16(p.b, p.o + 12) & 0xfff;
  if (verdict.said !== 0 && facts.measured) analysed(t, lines);
  lines.number(u16(p.b, p.o));
  lines.put(ARROW);
  lines.number(u16(p.b, p.o + 2));
  lines.put(flagText(flags));
  lines.put(SEQ);
  lines.number(facts.seq >>> 0);
  if (flags & 0x10) {
    lines.put(ACK);
    lines.number(facts.ack >>> 0);
  }
  lines.put(WIN);
  lines.number(facts.window);
  lines.put(LEN);
  lines.number(facts.length);
  if (flags & 0x20) {
    lines.put(URG);
    lines.number(u16(p.b, p.o + 18));
  }
  if (header > 20) options(p.b, p.o + 20, p.o + header, lines);
};

/** `[TCP Retransmission] ` and the like, in the order in which Wireshark puts them. */
const analysed = ({ verdict: v }: Transports, lines: TextBuffer): void => {
  for (const [bit, text] of SAID) {
    if (!(v.said & bit)) continue;
    lines.put(text);
    if (bit === Analysis.duplicateAck) {
      lines.number(v.duplicateFrame);
      lines.byte(35);
      lines.number(v.duplicateNumber);
      lines.put(CLOSE);
    }
  }
};

const options = (b: Bytes, from: number, to: number, lines: TextBuffer): void => {
  for (let o = from; o < to; ) {
    const kind = b[o]!;
    const length = kind < 2 ? 1 : b[o + 1]!;
    if (kind > 1 && (o + 1 >= to || length < 2 || o + length > to)) return;
    if (kind === 2 && length === 4) named(MSS, u16(b, o + 2), lines);
    else if (kind === 3 && length === 3) named(WS, 2 ** Math.min(b[o + 2]!, 14), lines);
    else if (kind === 4 && length === 2) lines.put(SACK_PERM);
    else if (kind === 8 && length === 10) {
      named(TSVAL, u32(b, o + 2), lines);
      named(TSECR, u32(b, o + 6), lines);
    }
    o += length;
  }
};

const named = (name: Uint8Array, value: number, lines: TextBuffer): void => {
  lines.put(name);
  lines.number(value);
};

const flagTexts: (Uint8Array | undefined)[] = [];
const flagText = (flags: number): Uint8Array => {
  flagTexts[flags] ??= utf8(` [${flagNames(flags)}]`);
  return flagTexts[flags]!;
};
const flagNames = (flags: number): string => {
  const set = NAMES.filter((_, bit) => (flags >> bit) & 1);
  if (flags & 0xe00) set.push('Reserved');
  return set.join(', ') || '<None>';
};

const NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE'];
const MARK_TEXT = MARKS.map((m) => utf8(`${m} `));
const TCP = utf8('TCP ');
const UDP = utf8('UDP ');
const ARROW = utf8(' → ');
const SEQ = utf8(' Seq=');
const ACK = utf8(' Ack=');
const WIN = utf8(' Win=');
const LEN = utf8(' Len=');
const URG = utf8(' Urg=');
const CLOSE = utf8('] ');
const MSS = utf8(' MSS=');
const WS = utf8(' WS=');
const SACK_PERM = utf8(' SACK_PERM');
const TSVAL = utf8(' TSval=');
const TSECR = utf8(' TSecr=');
const SCALE = Array.from({ length: 10 }, (_, k) => 10 ** (9 - k));
const SAID: readonly (readonly [bit: number, text: Uint8Array])[] = (
  [
    [Analysis.reusedPorts, '[TCP Port numbers reused] '],
    [Analysis.retransmission, '[TCP Retransmission] '],
    [Analysis.fastRetransmission, '[TCP Fast Retransmission] '],
    [Analysis.spuriousRetransmission, '[TCP Spurious Retransmission] '],
    [Analysis.outOfOrder, '[TCP Out-Of-Order] '],
    [Analysis.lostSegment, '[TCP Previous segment not captured] '],
    [Analysis.ackLostSegment, '[TCP ACKed unseen segment] '],
    [Analysis.windowUpdate, '[TCP Window Update] '],
    [Analysis.windowFull, '[TCP Window Full] '],
    [Analysis.keepAlive, '[TCP Keep-Alive] '],
    [Analysis.keepAliveAck, '[TCP Keep-Alive ACK] '],
    [Analysis.duplicateAck, '[TCP Dup ACK '],
    [Analysis.zeroWindowProbe, '[TCP ZeroWindowProbe] '],
    [Analysis.zeroWindow, '[TCP ZeroWindow] '],
    [Analysis.zeroWindowProbeAck, '[TCP ZeroWindowProbeAck] '],
  ] as const
).map(([bit, text]) => [bit, utf8(text)] as const);
