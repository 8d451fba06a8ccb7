/** One line about a TCP segment, in Wireshark's words. */
import { u8, u16, u32, utf8 } from '../../core/bytes.ts';
import type { TextBuffer } from '../../core/text-buffer.ts';
import { row, type Seen, seen } from '../../wire/row.ts';
import { optionWriter } from '../../wire/tlv.ts';
import { putIncomplete } from '../shared/row-text.ts';
import type { TcpFacts } from './facts.ts';
import { flagText, TcpFlag } from './flags.ts';
import { Analysis } from './flow.ts';
import { flagsAt } from './known.ts';
import { options } from './options.ts';

const factsOf = (at: Seen): TcpFacts | undefined => at.facts as TcpFacts | undefined;

/** `[TCP Retransmission] ` and the like, in the order in which Wireshark puts them. */
export const analysed = (out: TextBuffer, at: Seen): void => {
  const f = factsOf(at);
  if (f === undefined || f.said === 0 || f.measured === 0) return;
  for (const [bit, text] of SAID) {
    if (!(f.said & bit)) continue;
    out.put(text);
    if (bit !== Analysis.duplicateAck) continue;
    out.number(f.duplicateFrame);
    out.byte(35);
    out.number(f.duplicateNumber);
    out.put(CLOSE);
  }
};

const flagTexts: (Uint8Array | undefined)[] = [];
const flags = (out: TextBuffer, at: Seen): void => {
  const bits = flagsAt(at);
  flagTexts[bits] ??= utf8(flagText(bits) || '<None>');
  out.put(flagTexts[bits]);
};

const seq = (out: TextBuffer, at: Seen): void => out.number(factsOf(at)?.seq ?? u32(at.b, at.o + 4));
const ack = (out: TextBuffer, at: Seen): void => {
  if ((flagsAt(at) & TcpFlag.ack) === 0) return;
  out.put(ACK);
  out.number(factsOf(at)?.ack ?? u32(at.b, at.o + 8));
};
const window = (out: TextBuffer, at: Seen): void => out.number(factsOf(at)?.window ?? u16(at.b, at.o + 14));
/** What is no data counts as header where nothing above is looked for: the length field tells where the options end. */
const headerEnd = (at: Seen): number => Math.min(at.header, at.o + (u8(at.b, at.o + 12) >> 4) * 4);
const length = (out: TextBuffer, at: Seen): void => {
  const f = factsOf(at);
  out.number(f?.measured ? f.length : Math.max(0, at.wire - headerEnd(at)));
};
const urgent = (out: TextBuffer, at: Seen): void => {
  if ((flagsAt(at) & TcpFlag.urg) === 0) return;
  out.put(URGENT);
  out.number(u16(at.b, at.o + 18));
};
const writeOptions = optionWriter(options);
const optionTexts = (out: TextBuffer, at: Seen): void => {
  const end = Math.min(headerEnd(at), at.end);
  if (end > at.o + 20) writeOptions(at.b, at.o + 20, end, out, at.facts);
};

/** Bytes of the header that all but its options need, and those up to the window. */
const [FIXED, TO_WINDOW] = [20, 16];
const headerLength = (at: Seen): number => (u8(at.b, at.o + 12) >> 4) * 4;

/** A header that the capture cut, or that cannot be: as far as it goes. */
const broken = (out: TextBuffer, at: Seen): boolean => {
  const there = at.end - at.o;
  if (there >= FIXED && headerLength(at) >= FIXED) return false;
  out.number(u16(at.b, at.o));
  out.put(ARROW);
  out.number(u16(at.b, at.o + 2));
  if (there >= TO_WINDOW) control(out, at);
  if (there >= FIXED) out.text(`, bogus TCP header length (${headerLength(at)}, must be at least ${FIXED})`);
  else putIncomplete(out, at.end, at.wire);
  return true;
};

/** ` [SYN] Seq=0 Win=64240` */
const control = (out: TextBuffer, at: Seen): void => {
  out.text(' [');
  flags(out, at);
  out.text('] Seq=');
  seq(out, at);
  ack(out, at);
  out.text(' Win=');
  window(out, at);
};
const ARROW = utf8(' → ');

/** The options go on behind what was captured, or behind the packet. */
const cutOptions = (out: TextBuffer, at: Seen): void => {
  if (at.o + headerLength(at) > at.end) putIncomplete(out, at.end, at.wire);
};

/** The message that begins here says what it is; how it was carried is in the tree. */
const begun = (out: TextBuffer, at: Seen): boolean => {
  if (broken(out, at)) return true;
  if (at.begun === undefined) return false;
  const { bytes, write, message, label } = at.begun;
  const start = out.length;
  analysed(out, at);
  if (write(out, { ...seen(bytes, at.showSecrets), end: bytes.length, message })) {
    if (label === undefined) out.put(out.length === start ? PART.subarray(1) : PART);
    return true;
  }
  out.length = start;
  return false;
};
const part = (out: TextBuffer, at: Seen): void => {
  if (at.waiting > 0) out.put(PART);
};
const PART = utf8(' [TCP segment of a reassembled PDU]');

export const tcpRow = row(
  '{analysed}{srcport} → {dstport} [{flags}] Seq={seq}{ack} Win={window}{urgent} Len={length}{optionTexts}{cutOptions}{part}',
  { analysed, flags, seq, ack, window, length, urgent, optionTexts, cutOptions, part },
  begun,
);

/** As Wireshark has it: segments with options of Multipath TCP (RFC 8684) are called after it, but for a part of a message. */
export const tcpLabel = (at: Seen): string => {
  if (at.waiting > 0) return 'TCP';
  const { b } = at;
  const end = Math.min(headerEnd(at), at.end);
  for (let o = at.o + 20; o < end; ) {
    const kind = u8(b, o);
    if (kind === MULTIPATH) return o + 2 < end ? 'MPTCP' : 'TCP';
    if (kind === 0) return 'TCP';
    o += kind === 1 ? 1 : Math.max(2, o + 1 < end ? u8(b, o + 1) : 2);
  }
  return 'TCP';
};
const MULTIPATH = 30;

const ACK = utf8(' Ack=');
const URGENT = utf8(' Urg=');
const CLOSE = utf8('] ');
const SAID: readonly (readonly [bit: number, text: Uint8Array])[] = (
  [
    [Analysis.zeroWindowProbeAck, '[TCP ZeroWindowProbeAck] '],
    [Analysis.zeroWindow, '[TCP ZeroWindow] '],
    [Analysis.zeroWindowProbe, '[TCP ZeroWindowProbe] '],
    [Analysis.duplicateAck, '[TCP Dup ACK '],
    [Analysis.keepAliveAck, '[TCP Keep-Alive ACK] '],
    [Analysis.keepAlive, '[TCP Keep-Alive] '],
    [Analysis.windowFull, '[TCP Window Full] '],
    [Analysis.windowUpdate, '[TCP Window Update] '],
    [Analysis.ackLostSegment, '[TCP ACKed unseen segment] '],
    [Analysis.lostSegment, '[TCP Previous segment not captured] '],
    [Analysis.outOfOrder, '[TCP Out-Of-Order] '],
    [Analysis.spuriousRetransmission, '[TCP Spurious Retransmission] '],
    [Analysis.fastRetransmission, '[TCP Fast Retransmission] '],
    [Analysis.retransmission, '[TCP Retransmission] '],
    [Analysis.reusedPorts, '[TCP Port numbers reused] '],
  ] as const
).map(([bit, text]) => [bit, utf8(text)] as const);
