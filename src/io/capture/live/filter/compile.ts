/** Capture filters compiled to classic BPF: instructions of eight bytes for the kernel, or for interpret.ts. */

import { UsageError } from '../../../../core/fault.ts';
import { sayWrong } from '../../../../core/said.ts';
import { Code, type Instruction, type Label, Op } from './code.ts';
import { Ether, type Expression, type Side } from './expression.ts';
import { type FilteredLink, Kernel, type Layout, layoutOf } from './layout.ts';
import { parseFilter } from './parse.ts';
import { Evaluation } from './relation.ts';

/** For frames of a file; a UsageError for those of other links than Ethernet, bare IP and Linux' cooked ones. */
export const compileFilter = (text: string, linkType: number, snapLength: number, place: string): Uint8Array =>
  compiled(text, snapLength, layoutOf(linkType, false, text, place), place);

/** For frames that the kernel filters. */
export const compileForKernel = (text: string, link: FilteredLink, snapLength: number, place: string): Uint8Array =>
  compiled(text, snapLength, layoutOf(link, true, text, place), place);

const compiled = (text: string, snapLength: number, layout: Layout, place: string): Uint8Array => {
  const code = new Code(text, place);
  const filter = parseFilter(text, place);
  const reject = code.add(Op.give, 0);
  const accept = code.add(Op.give, snapLength);
  const of = (apart: number): Label => new Compiler(code, layout, apart, text, place).of(filter, accept, reject);
  const inside = of(0);
  if (!layout.isKernel || !hasTags(filter)) return code.from(code.before(inside));
  const tested = code.test(Op.equal, 1, of(1), inside);
  return code.from(code.before(tested, [Op.loadByte, Kernel.hasTag]));
};

const hasTags = (e: Expression): boolean => {
  if (e.kind === 'not') return hasTags(e.of);
  return e.kind === 'vlan' || ((e.kind === 'and' || e.kind === 'or') && (hasTags(e.left) || hasTags(e.right)));
};

type Of<Kind> = Extract<Expression, { kind: Kind }>;

const FRAGMENT_OFFSET = 0x1fff;
const V6_FRAGMENT = 44;
const VLAN_TYPES = [0x8100, 0x88a8, 0x9100] as const;
const VLAN_ID = 0xfff;
/** Bytes of a tag, and what a field of the link's header holds at most that is a length. */
const [TAG, LONGEST] = [4, 1500];
/** Where IPv4 has its fragment offset and protocol; IPv6 its next header, and the end of its own. */
const [FRAGMENT, PROTOCOL, NEXT, END6] = [6, 9, 6, 40];

/** Each part says where it begins, for where it goes on when it holds and when not. */
class Compiler {
  readonly #code: Code;
  readonly #layout: Layout;
  /** Tags that are not in the frame, because the kernel has taken them off. */
  readonly #apart: number;
  readonly #text: string;
  readonly #place: string;
  readonly #evaluation: Evaluation;

  constructor(code: Code, layout: Layout, apart: number, text: string, place: string) {
    this.#code = code;
    this.#layout = layout;
    this.#apart = apart;
    this.#text = text;
    this.#place = place;
    this.#evaluation = new Evaluation({ net: (tags) => this.#net(tags), hasLink: layout.type !== Kernel.protocol }, text, place);
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
        return this.#link(e.type, e.tags, yes, no);
      case 'transport':
        return this.#transport(e, yes, no);
      case 'first':
        return this.#load(Op.loadHalf, this.#net(e.tags) + FRAGMENT, this.#code.test(Op.anySet, FRAGMENT_OFFSET, no, yes));
      case 'net':
        return e.address.length === 4 ? this.#net4(e, yes, no) : this.#net6(e, yes, no);
      case 'port':
        return this.#port(e, yes, no);
      case 'ether':
        return this.#ether(e, yes, no);
      case 'vlan':
        return this.#vlan(e, yes, no);
      case 'relation':
        return this.#relation(e, yes, no);
    }
  }

  #net(tags: number): number {
    return this.#layout.net + TAG * Math.max(0, tags - this.#apart);
  }

  /** `op` on what is loaded from `at`. */
  #load(op: number, at: number, tested: Label): Label {
    return this.#code.before(tested, [op, at]);
  }

  #link(type: number, tags: number, yes: Label, no: Label): Label {
    const at = this.#layout.type;
    if (at === undefined) return this.#version(type, yes, no);
    const shift = this.#net(tags) - this.#layout.net;
    if (type <= LONGEST && !this.#layout.isEthernet) throw new UsageError(this.#place, sayWrong('libpcapTypes'), String(type));
    if (type > LONGEST) return this.#load(Op.loadHalf, at + shift, this.#code.test(Op.equal, type, yes, no));
    const point = this.#load(Op.loadByte, this.#net(tags), this.#code.test(Op.equal, type, yes, no));
    return this.#load(Op.loadHalf, at + shift, this.#code.test(Op.greater, LONGEST, no, point));
  }

  #version(type: number, yes: Label, no: Label): Label {
    const version = type === Ether.ip ? 0x40 : type === Ether.ip6 ? 0x60 : undefined;
    if (version === undefined) return no;
    return this.#code.before(this.#code.test(Op.equal, version, yes, no), [Op.loadByte, 0], [Op.and, 0xf0]);
  }

  #transport({ number, over, tags }: Of<'transport'>, yes: Label, no: Label): Label {
    const six = over.includes(6) ? this.#link(Ether.ip6, tags, this.#next6(number, this.#net(tags), yes, no), no) : no;
    if (!over.includes(4)) return six;
    const proto = this.#load(Op.loadByte, this.#net(tags) + PROTOCOL, this.#code.test(Op.equal, number, yes, no));
    return this.#link(Ether.ip, tags, proto, six);
  }

  /** The next header of IPv6, or that of its first fragment header. */
  #next6(number: number, net: number, yes: Label, no: Label): Label {
    const behind = this.#load(Op.loadByte, net + END6, this.#code.test(Op.equal, number, yes, no));
    const fragment = this.#code.before(this.#code.test(Op.equal, V6_FRAGMENT, behind, no));
    return this.#load(Op.loadByte, net + NEXT, this.#code.test(Op.equal, number, yes, fragment));
  }

  #sides(side: Side, source: number, target: number, match: (at: number, yes: Label, no: Label) => Label, yes: Label, no: Label): Label {
    if (side === 'src') return match(source, yes, no);
    const there = match(target, yes, no);
    if (side === 'dst') return there;
    return side === 'either' ? match(source, yes, there) : match(source, there, no);
  }

  #net4(e: Of<'net'>, yes: Label, no: Label): Label {
    const match = (at: number, y: Label, n: Label): Label => this.#word(at, e.address, e.mask, 0, y, n);
    const net = this.#net(e.tags);
    const ip = this.#sides(e.side, net + 12, net + 16, match, yes, no);
    if (this.#layout.type === undefined) return this.#link(Ether.ip, e.tags, ip, no);
    const arp = this.#sides(e.side, net + 14, net + 24, match, yes, no);
    return this.#link(Ether.ip, e.tags, ip, this.#link(Ether.arp, e.tags, arp, this.#link(Ether.rarp, e.tags, arp, no)));
  }

  #net6(e: Of<'net'>, yes: Label, no: Label): Label {
    const match = (at: number, y: Label, n: Label): Label => {
      let begin = y;
      for (let i = 12; i >= 0; i -= 4) begin = this.#word(at + i, e.address, e.mask, i, begin, n);
      return begin;
    };
    const net = this.#net(e.tags);
    return this.#link(Ether.ip6, e.tags, this.#sides(e.side, net + 8, net + 24, match, yes, no), no);
  }

  /** Four bytes of an address under their mask. */
  #word(at: number, address: readonly number[], mask: readonly number[], i: number, yes: Label, no: Label): Label {
    const [want, under] = [wordAt(address, i), wordAt(mask, i)];
    if (under === 0) return yes;
    const and: readonly Instruction[] = under === 0xffff_ffff ? [] : [[Op.and, under]];
    return this.#code.before(this.#code.test(Op.equal, want, yes, no), [Op.loadWord, at], ...and);
  }

  #port(e: Of<'port'>, yes: Label, no: Label): Label {
    const range = (op: number, at: number, y: Label, n: Label): Label =>
      e.from === e.to
        ? this.#load(op, at, this.#code.test(Op.equal, e.from, y, n))
        : this.#load(op, at, this.#code.test(Op.greaterOrEqual, e.from, this.#code.test(Op.greater, e.to, n, y), n));
    const net = this.#net(e.tags);
    const six = this.#sides(e.side, net + END6, net + END6 + 2, (at, y, n) => range(Op.loadHalf, at, y, n), yes, no);
    const isIn6 = this.#oneOf(net + NEXT, e.transports, six, no);
    const four = this.#sides(e.side, net, net + 2, (at, y, n) => range(Op.loadHalfAtX, at, y, n), yes, no);
    const behind = this.#load(Op.headerLength, net, four);
    const whole = this.of({ kind: 'first', tags: e.tags }, behind, no);
    const isIn4 = this.#oneOf(net + PROTOCOL, e.transports, whole, no);
    return this.#link(Ether.ip, e.tags, isIn4, this.#link(Ether.ip6, e.tags, isIn6, no));
  }

  #oneOf(at: number, values: readonly number[], yes: Label, no: Label): Label {
    let begin = no;
    for (const value of [...values].reverse()) begin = this.#code.test(Op.equal, value, yes, begin);
    return this.#load(Op.loadByte, at, begin);
  }

  #ether({ side, address }: Of<'ether'>, yes: Label, no: Label): Label {
    this.#mustBeEthernet('Ethernet addresses');
    const match = (at: number, y: Label, n: Label): Label => {
      const head = this.#load(Op.loadHalf, at, this.#code.test(Op.equal, wordAt(address, 0) >>> 16, y, n));
      return this.#load(Op.loadWord, at + 2, this.#code.test(Op.equal, wordAt(address, 2), head, n));
    };
    return this.#sides(side, 6, 0, match, yes, no);
  }

  #vlan({ id, tags }: Of<'vlan'>, yes: Label, no: Label): Label {
    this.#mustBeEthernet('VLANs');
    const isApart = tags < this.#apart;
    const from = isApart ? Kernel.tag : this.#net(tags);
    const right =
      id === undefined ? yes : this.#code.before(this.#code.test(Op.equal, id, yes, no), [Op.loadHalf, from], [Op.and, VLAN_ID]);
    if (isApart) return right;
    let type = no;
    for (const one of [...VLAN_TYPES].reverse()) type = this.#code.test(Op.equal, one, right, type);
    return this.#load(Op.loadHalf, this.#net(tags) - 2, type);
  }

  #relation({ guards, compare, isNot, left, right }: Of<'relation'>, yes: Label, no: Label): Label {
    const { before, byX, k } = this.#evaluation.sides(left, right);
    const [holds, fails] = isNot ? [no, yes] : [yes, no];
    let begin = this.#code.before(this.#code.test(Op[compare] + byX, k, holds, fails), ...before);
    for (const guard of [...guards].reverse()) begin = this.of(guard, begin, no);
    return begin;
  }

  #mustBeEthernet(what: string): void {
    if (!this.#layout.isEthernet) throw new UsageError(this.#place, sayWrong('ethernetFor', { what }), this.#text);
  }
}

const wordAt = (bytes: readonly number[], i: number): number =>
  (((bytes[i] ?? 0) << 24) | ((bytes[i + 1] ?? 0) << 16) | ((bytes[i + 2] ?? 0) << 8) | (bytes[i + 3] ?? 0)) >>> 0;
