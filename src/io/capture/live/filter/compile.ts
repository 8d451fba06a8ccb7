/** Capture filters compiled to classic BPF (McCanne and Jacobson 1993; linux/filter.h): instructions of eight bytes for the kernel. */
import { UsageError } from '../../../../core/fault.ts';
import { LinkType } from '../../../../wire/frame.ts';
import { Ether, type Expression, parseFilter, type Side } from './expression.ts';

/** Instruction codes. */
const Op = {
  loadByte: 0x30,
  loadHalf: 0x28,
  loadWord: 0x20,
  loadHalfAtX: 0x48,
  /** X becomes the length of the IPv4 header at k. */
  headerLength: 0xb1,
  and: 0x54,
  equal: 0x15,
  greater: 0x25,
  greaterOrEqual: 0x35,
  anySet: 0x45,
  jump: 0x05,
  give: 0x06,
} as const;

/** For frames of Ethernet or of bare IP; other links throw a UsageError. */
export const compileFilter = (text: string, linkType: number, snapLength: number, place: string): Uint8Array => {
  if (linkType !== LinkType.ethernet && linkType !== LinkType.raw)
    throw new UsageError(place, 'libpcap for a capture filter on this kind of interface', text);
  const code = new Code(text, place);
  const reject = code.add(Op.give, 0);
  const accept = code.add(Op.give, snapLength);
  const start = new Compiler(code, linkType === LinkType.ethernet).of(parseFilter(text, place), accept, reject);
  return code.from(start);
};

/** A place in the code, counted from its end: code grows towards its beginning. */
type Label = number;

class Code {
  readonly #code: (readonly [op: number, k: number, yes: Label, no: Label])[] = [];
  readonly #text: string;
  readonly #place: string;

  constructor(text: string, place: string) {
    this.#text = text;
    this.#place = place;
  }

  add(op: number, k: number): Label {
    return this.#code.push([op, k, 0, 0]) - 1;
  }

  /** Goes on at `yes` or `no`. */
  test(op: number, k: number, yes: Label, no: Label): Label {
    return this.#code.push([op, k, this.#near(yes), this.#near(no)]) - 1;
  }

  /** Whatever was added last goes on at `to`. */
  goOn(to: Label): void {
    if (to !== this.#code.length - 1) this.#code.push([Op.jump, this.#code.length - 1 - to, 0, 0]);
  }

  from(start: Label): Uint8Array {
    const bytes = new Uint8Array(8 * (start + 1));
    const view = new DataView(bytes.buffer);
    for (const [i, [op, k, yes, no]] of this.#code.slice(0, start + 1).entries()) {
      const at = 8 * (start - i);
      view.setUint16(at, op, true);
      if ((op & 0x07) === 5 && op !== Op.jump) {
        bytes[at + 2] = i - yes - 1;
        bytes[at + 3] = i - no - 1;
      }
      view.setUint32(at + 4, k >>> 0, true);
    }
    return bytes;
  }

  /** A conditional jump reaches 255 instructions: further on there is a jump in between. */
  #near(to: Label): Label {
    if (this.#code.length - to < 250) return to;
    throw new UsageError(this.#place, 'a shorter capture filter, or libpcap, which is not installed', this.#text);
  }
}

const FRAGMENT_OFFSET = 0x1fff;
const V6_FRAGMENT = 44;

/** Each part says where it begins, for where it goes on when it holds and when not. */
class Compiler {
  readonly #code: Code;
  readonly #isEthernet: boolean;
  /** Where the network layer begins. */
  readonly #net: number;

  constructor(code: Code, isEthernet: boolean) {
    this.#code = code;
    this.#isEthernet = isEthernet;
    this.#net = isEthernet ? 14 : 0;
  }

  of(e: Expression, yes: Label, no: Label): Label {
    switch (e.kind) {
      case 'all':
        return yes;
      case 'not':
        return this.of(e.of, no, yes);
      case 'and':
        return this.of(e.left, this.of(e.right, yes, no), no);
      case 'or':
        return this.of(e.left, yes, this.of(e.right, yes, no));
      case 'link':
        return this.#link(e.type, yes, no);
      case 'transport':
        return this.#transport(e.number, e.over, yes, no);
      case 'net':
        return e.address.length === 4 ? this.#net4(e, yes, no) : this.#net6(e, yes, no);
      case 'port':
        return this.#port(e, yes, no);
    }
  }

  /** `op` on what is loaded from `at`. */
  #load(op: number, at: number, tested: Label): Label {
    this.#code.goOn(tested);
    return this.#code.add(op, at);
  }

  #link(type: number, yes: Label, no: Label): Label {
    if (this.#isEthernet) return this.#load(Op.loadHalf, 12, this.#code.test(Op.equal, type, yes, no));
    const version = type === Ether.ip ? 0x40 : type === Ether.ip6 ? 0x60 : undefined;
    if (version === undefined) return no;
    const tested = this.#code.test(Op.equal, version, yes, no);
    return this.#load(Op.loadByte, 0, this.#load(Op.and, 0xf0, tested));
  }

  #transport(number: number, over: readonly (4 | 6)[], yes: Label, no: Label): Label {
    const six = over.includes(6) ? this.#link(Ether.ip6, this.#next6(number, yes, no), no) : no;
    if (!over.includes(4)) return six;
    const proto = this.#load(Op.loadByte, this.#net + 9, this.#code.test(Op.equal, number, yes, no));
    return this.#link(Ether.ip, proto, six);
  }

  /** The next header of IPv6, or that of its first fragment header. */
  #next6(number: number, yes: Label, no: Label): Label {
    const behind = this.#load(Op.loadByte, this.#net + 40, this.#code.test(Op.equal, number, yes, no));
    const fragment = this.#code.test(Op.equal, V6_FRAGMENT, behind, no);
    this.#code.goOn(fragment);
    return this.#load(Op.loadByte, this.#net + 6, this.#code.test(Op.equal, number, yes, fragment));
  }

  #sides(side: Side, source: number, target: number, match: (at: number, yes: Label, no: Label) => Label, yes: Label, no: Label): Label {
    if (side === 'src') return match(source, yes, no);
    const there = match(target, yes, no);
    if (side === 'dst') return there;
    return side === 'either' ? match(source, yes, there) : match(source, there, no);
  }

  #net4(e: Extract<Expression, { kind: 'net' }>, yes: Label, no: Label): Label {
    const match = (at: number, y: Label, n: Label): Label => this.#word(at, e.address, e.mask, 0, y, n);
    const ip = this.#sides(e.side, this.#net + 12, this.#net + 16, match, yes, no);
    if (!this.#isEthernet) return this.#link(Ether.ip, ip, no);
    const arp = this.#sides(e.side, this.#net + 14, this.#net + 24, match, yes, no);
    return this.#link(Ether.ip, ip, this.#link(Ether.arp, arp, this.#link(Ether.rarp, arp, no)));
  }

  #net6(e: Extract<Expression, { kind: 'net' }>, yes: Label, no: Label): Label {
    const match = (at: number, y: Label, n: Label): Label => {
      let begin = y;
      for (let i = 12; i >= 0; i -= 4) begin = this.#word(at + i, e.address, e.mask, i, begin, n);
      return begin;
    };
    return this.#link(Ether.ip6, this.#sides(e.side, this.#net + 8, this.#net + 24, match, yes, no), no);
  }

  /** Four bytes of an address under their mask. */
  #word(at: number, address: readonly number[], mask: readonly number[], i: number, yes: Label, no: Label): Label {
    const [want, under] = [wordAt(address, i), wordAt(mask, i)];
    if (under === 0) return yes;
    const tested = this.#code.test(Op.equal, want, yes, no);
    return this.#load(Op.loadWord, at, under === 0xffff_ffff ? tested : this.#load(Op.and, under, tested));
  }

  #port(e: Extract<Expression, { kind: 'port' }>, yes: Label, no: Label): Label {
    const range = (op: number, at: number, y: Label, n: Label): Label =>
      e.from === e.to
        ? this.#load(op, at, this.#code.test(Op.equal, e.from, y, n))
        : this.#load(op, at, this.#code.test(Op.greaterOrEqual, e.from, this.#not(Op.greater, e.to, y, n), n));
    const six = this.#sides(e.side, this.#net + 40, this.#net + 42, (at, y, n) => range(Op.loadHalf, at, y, n), yes, no);
    const isIn6 = this.#oneOf(Op.loadByte, this.#net + 6, e.transports, six, no);
    const four = this.#sides(e.side, this.#net, this.#net + 2, (at, y, n) => range(Op.loadHalfAtX, at, y, n), yes, no);
    const behind = this.#load(Op.headerLength, this.#net, four);
    const whole = this.#load(Op.loadHalf, this.#net + 6, this.#code.test(Op.anySet, FRAGMENT_OFFSET, no, behind));
    const isIn4 = this.#oneOf(Op.loadByte, this.#net + 9, e.transports, whole, no);
    return this.#link(Ether.ip, isIn4, this.#link(Ether.ip6, isIn6, no));
  }

  #not(op: number, k: number, yes: Label, no: Label): Label {
    return this.#code.test(op, k, no, yes);
  }

  #oneOf(op: number, at: number, values: readonly number[], yes: Label, no: Label): Label {
    let begin = no;
    for (const value of [...values].reverse()) begin = this.#code.test(Op.equal, value, yes, begin);
    return this.#load(op, at, begin);
  }
}

const wordAt = (bytes: readonly number[], i: number): number =>
  (((bytes[i] ?? 0) << 24) | ((bytes[i + 1] ?? 0) << 16) | ((bytes[i + 2] ?? 0) << 8) | (bytes[i + 3] ?? 0)) >>> 0;
