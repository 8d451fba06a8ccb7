/** Tree pane: the layers and fields of a frame, folded as they were in the frame before; the chosen field marks its bytes. */
import type { Words } from '../../core/words.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { fitLine, inRole } from '../fit.ts';
import { type Line, layerRole, line, type Role, span } from '../text.ts';
import { type TreeNode, treeOf } from '../tree.ts';
import { Scroll } from './scroll.ts';

interface Twig {
  readonly node: TreeNode;
  readonly depth: number;
  /** Names from the highest level down: the same field in any frame. */
  readonly path: string;
  readonly role: Role;
  readonly isOpen: boolean;
}

export class TreePane {
  readonly scroll = new Scroll();
  /** What was opened and closed by hand; the highest layer is open by itself. */
  readonly #folds = new Map<string, boolean>();
  #of: Dissection | undefined;
  #twigs: readonly Twig[] = [];
  readonly #words: Words | undefined;

  /** What is wrong is said in these words. */
  constructor(words?: Words) {
    this.#words = words;
  }

  /** The frame to show; the chosen path stays. */
  show(d: Dissection): void {
    if (d === this.#of) return;
    const path = this.#twigs[this.scroll.at]?.path;
    this.#of = d;
    this.#unfold();
    const at = this.#twigs.findIndex((t) => t.path === path);
    this.scroll.at = Math.max(0, at);
    if (at < 0) this.scroll.top = 0;
  }

  /** The chosen field or layer. */
  get chosen(): TreeNode | undefined {
    return this.#twigs[this.scroll.at]?.node;
  }

  /** Its layer, by its place in the frame. */
  get layer(): number {
    let at = -1;
    for (const [k, { depth }] of this.#twigs.entries()) if (k <= this.scroll.at && depth === 0) at++;
    return at - 1;
  }

  /** Chooses the deepest field shown that has this byte. */
  choose(source: number, offset: number): void {
    const at = this.#twigs.findLastIndex(
      ({ node: n }) => n.source === source && n.offset !== undefined && offset >= n.offset && offset < n.offset + (n.length ?? 0),
    );
    if (at >= 0) this.scroll.at = at;
  }

  key(key: string, page: number): boolean {
    if (this.scroll.key(key, this.#twigs.length, page)) return true;
    const twig = this.#twigs[this.scroll.at];
    if (twig === undefined) return false;
    if (key === 'enter') this.#fold(twig, !twig.isOpen);
    else if (key === 'right') this.#fold(twig, true);
    else if (key === 'left') this.#close(twig);
    else if (key === '+' || key === '-') this.#foldAll(key === '+');
    else return false;
    return true;
  }

  draw(columns: number, height: number, focused: boolean): readonly Line[] {
    this.scroll.show(this.#twigs.length, height);
    return this.#twigs
      .slice(this.scroll.top, this.scroll.top + height)
      .map((twig, k) => twigLine(twig, this.scroll.top + k === this.scroll.at, focused, columns));
  }

  #fold({ node, path }: Twig, open: boolean): void {
    if (node.children === undefined) return;
    this.#folds.set(path, open);
    this.#unfold();
  }

  /** Closes it, or goes to what it lies in. */
  #close(twig: Twig): void {
    if (twig.isOpen) this.#fold(twig, false);
    else if (twig.depth > 0) this.scroll.at = this.#twigs.findLastIndex((t, k) => k < this.scroll.at && t.depth < twig.depth);
  }

  #foldAll(open: boolean): void {
    const path = this.#twigs[this.scroll.at]?.path ?? '';
    const every = (nodes: readonly TreeNode[], above: string): void => {
      for (const [k, node] of nodes.entries()) {
        const at = pathOf(node, above, k);
        if (node.children === undefined) continue;
        this.#folds.set(at, open);
        every(node.children, at);
      }
    };
    if (this.#of !== undefined) every(treeOf(this.#of, this.#words, false), '');
    this.#unfold();
    const at = this.#twigs.findIndex((t) => t.path === path);
    this.scroll.at = Math.max(0, at);
  }

  #unfold(): void {
    const twigs: Twig[] = [];
    const nodes = this.#of === undefined ? [] : treeOf(this.#of, this.#words, false);
    const add = (node: TreeNode, depth: number, path: string, role: Role, isLast: boolean): void => {
      const isOpen = node.children !== undefined && (this.#folds.get(path) ?? (depth === 0 && isLast));
      twigs.push({ node, depth, path, role, isOpen });
      if (isOpen) for (const [k, child] of (node.children ?? []).entries()) add(child, depth + 1, pathOf(child, path, k), 'plain', false);
    };
    for (const [k, node] of nodes.entries()) {
      const role: Role = k === 0 || node.name === 'data' ? 'title' : layerRole(k - 1);
      add(node, 0, pathOf(node, '', k), role, k === nodes.length - 1);
    }
    this.#twigs = twigs;
  }
}

const pathOf = (node: TreeNode, above: string, k: number): string => `${above}/${node.name ?? `#${k}`}`;

const twigLine = ({ node, depth, role, isOpen }: Twig, isHere: boolean, focused: boolean, columns: number): Line => {
  const sign = node.children === undefined ? '  ' : isOpen ? '▾ ' : '▸ ';
  const text = node.severity !== undefined || node.generated ? `[${node.text}]` : node.text;
  const bits = node.bits === undefined ? '' : `${node.bits} = `;
  const shown = node.severity === undefined ? (node.generated ? 'dim' : role) : severityRole(node.severity);
  const all = fitLine(line(isHere ? '>' : ' ', '  '.repeat(depth), sign, span(bits, 'dim'), span(text, shown)), columns);
  return isHere && focused ? inRole(all, 'here') : all;
};

const severityRole = (severity: NonNullable<TreeNode['severity']>): Role =>
  severity === 'error' ? 'bad' : severity === 'warn' || severity === 'note' ? 'warn' : 'dim';
