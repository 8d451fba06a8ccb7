/** Follow lines: what was said in a conversation as lines of a page: who speaks where it changes, then the text, broken where it is long. */
import type { Said } from '../../analysis/follow.ts';
import { grouped, visibleBlock } from '../../core/text.ts';
import { broken } from '../fit.ts';
import { type Line, line, span } from '../text.ts';

export class FollowLines {
  readonly #hosts: readonly [string, string];
  readonly #columns: number;
  #last: 0 | 1 | undefined;

  constructor(hosts: readonly [string, string], columns: number) {
    this.#hosts = hosts;
    this.#columns = columns;
  }

  of(said: Said): readonly Line[] {
    const lines = said.side === this.#last ? [] : [this.#heading(said.side)];
    this.#last = said.side;
    if (said.kind === 'gap') return [...lines, line(span(`[${grouped(said.length)} bytes missing in the capture]`, 'warn'))];
    const sign = said.side === 0 ? '> ' : '< ';
    const text = visibleBlock(said.bytes).replace(/\n$/, '').replaceAll('\t', '    ');
    for (const part of text.split('\n'))
      for (const piece of broken(part, this.#columns - 3))
        lines.push(line(span(sign, 'dim'), span(piece, said.side === 0 ? 'client' : 'server')));
    return lines;
  }

  #heading(side: 0 | 1): Line {
    const [a, b] = this.#hosts;
    return line(span(side === 0 ? `── ${a} → ${b}` : `── ${b} → ${a}`, 'dim'));
  }
}
