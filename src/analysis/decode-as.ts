/** DecodeAs: what somebody says that ports carry: a user (`-d udp.port==10053,dns`), or a session that serves there. */

import { UsageError } from '../core/fault.ts';
import { sayWrong } from '../core/said.ts';
import type { Node, Registry } from '../wire/types.ts';

export class DecodeAs {
  readonly #registry: Registry;
  readonly #nodes = new Map<string, Node>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  get isEmpty(): boolean {
    return this.#nodes.size === 0;
  }

  /** What is said of a port in a table (`udp.port`). */
  find(table: string, port: number): Node | undefined {
    return this.#nodes.get(`${table} ${port}`);
  }

  /** A port carries what the table has under another. */
  like(table: string, port: number, known: number): void {
    const node = this.#registry.lookup(table, known);
    if (node !== undefined && port !== known) this.#nodes.set(`${table} ${port}`, node);
  }

  /** As a file keeps them: `udp.port==10053,dns`, and what it kept. Words of a file never overrule a user's. */
  get text(): string {
    return [...this.#nodes].map(([place, { layer }]) => `${place.replace(' ', '==')},${layer.name}`).join('; ');
  }

  /** The same as a line of the comment of an interface; empty where nothing is said. */
  get about(): string {
    return this.isEmpty ? '' : `${DECODE_AS}${this.text}`;
  }

  /** Takes what the comments of an interface say. */
  hear(comments: readonly string[] = []): void {
    for (const line of comments.flatMap((comment) => comment.split('\n')))
      if (line.startsWith(DECODE_AS)) this.learn(line.slice(DECODE_AS.length));
  }

  learn(text: string): void {
    for (const rule of text.split(';').slice(0, MOST_LEARNT)) {
      const [, table = '', port = '', last, protocol = ''] = RULE.exec(rule) ?? [];
      if (table !== '' && last === undefined && this.find(table, Number(port)) === undefined) this.add(table, Number(port), protocol);
    }
  }

  /** Nothing where the protocol is not known: what serves there is none that is decoded. */
  add(table: string, port: number, protocol: string): void {
    const node = this.#registry.byName(protocol);
    if (node !== undefined) this.#nodes.set(`${table} ${port}`, node);
  }

  /** Takes a rule as tshark has it: `udp.port==10053,dns`, `tcp.port==8000-8010,http`. */
  rule(text: string, place: string): void {
    const [, table = '', first = '', last = first, protocol = ''] = RULE.exec(text) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (table === '') throw new UsageError(place, sayWrong('decodeTable'), text);
    if (to > 65_535 || from > to) throw new UsageError(place, sayWrong('portsFromZero'), `${first}-${last}`);
    if (this.#registry.byName(protocol) === undefined)
      throw new UsageError(place, sayWrong('decodedProtocol'), protocol, sayWrong('fieldsList'));
    for (let port = from; port <= to; port++) this.add(table, port, protocol);
  }
}

/** How a file of ours says what ports carry; behind it rules as `-d` takes them. */
const DECODE_AS = 'decode as: ';
const MOST_LEARNT = 1000;
const RULE = /^\s*((?:tcp|udp|udplite)\.port)\s*==\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*,\s*([a-z0-9_.-]+)\s*$/i;
