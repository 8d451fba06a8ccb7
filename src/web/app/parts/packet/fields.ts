/** Fields: the tree of a packet by the names that link it, and which of them each byte belongs to. */
import type { Packet, PacketNode } from '../../../messages/packet.ts';

export const nodeOf = (nodes: readonly PacketNode[], field: string): PacketNode | undefined => {
  for (const node of nodes) {
    if (node.field === field) return node;
    const below = nodeOf(node.children, field);
    if (below !== undefined) return below;
  }
  return undefined;
};

/** Of each byte of a source: the innermost fields that have it, the narrowest first. */
export const fieldsOfBytes = ({ tree }: Packet, source: number, count: number): readonly string[] => {
  const width = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const fields = new Array<string>(count).fill('');
  const visit = (node: PacketNode): void => {
    if (node.offset >= 0 && node.source === source && node.field !== '' && !node.isGenerated && !node.field.startsWith('frame:')) {
      for (let k = node.offset; k < Math.min(count, node.offset + node.length); k++) {
        if (node.length < (width[k] ?? 0)) {
          width[k] = node.length;
          fields[k] = node.field;
        } else if (node.length === width[k] && !fields[k]?.split(' ').includes(node.field)) fields[k] = `${node.field} ${fields[k]}`;
      }
    }
    for (const child of node.children) visit(child);
  };
  for (const node of tree) visit(node);
  return fields;
};
