/** Field filter: the filter that the chosen line of a tree stands for: `tcp.dstport == 80`, or a protocol's name. */
import { kindOf } from '../../analysis/filter/kind.ts';
import type { Dissection } from '../../wire/dissection.ts';
import { exportText } from '../../wire/show.ts';
import type { Field, Registry } from '../../wire/types.ts';
import type { TreeNode } from '../tree.ts';

/** Undefined where no filter can say it. */
export const filterOfNode = (r: Registry, d: Dissection, node: TreeNode | undefined): string | undefined => {
  const { name } = node ?? {};
  if (node === undefined || name === undefined || r.named(name) === undefined) return undefined;
  const field = fieldOf(d, name, node.offset);
  if (field === undefined) return name;
  const value = exportText(field.spec, field.value);
  const kind = kindOf(field.spec);
  if (kind === 'mark') return name;
  return `${name} == ${kind === 'string' ? JSON.stringify(value) : value}`;
};

const fieldOf = (d: Dissection, name: string, offset: number | undefined): Field | undefined => {
  const inside = (fields: readonly Field[]): Field | undefined => {
    for (const f of fields) {
      if (f.name === name && (offset === undefined || f.offset === offset)) return f;
      const below = inside(f.children);
      if (below !== undefined) return below;
    }
    return undefined;
  };
  for (const l of d.layers) {
    const found = inside(l.fields);
    if (found !== undefined) return found;
  }
  return undefined;
};
