/** Which side of a conversation is the client. */
import type { Place } from '../wire/transport.ts';
import type { Node, Registry } from '../wire/types.ts';

/** Side of the client and 1, by the first segment or datagram: who opens a connection, else who does not have the port of a service. */
export const clientOf = (r: Registry, { layer }: Node, { b, o, end }: Place, side: number, sport: number, dport: number): number => {
  const sender = side + 1;
  const target = (side ^ 1) + 1;
  const { segmented, needs } = layer.transport ?? {};
  if (segmented !== undefined && needs !== undefined && end - o >= needs) {
    const flags = (r.byName(layer.name)?.reads(segmented.flags)(b, o) ?? 0) & (segmented.syn | segmented.acks);
    if (flags & segmented.syn) return flags & segmented.acks ? target : sender;
  }
  const [isFrom, isTo] = [isService(r, layer, sport), isService(r, layer, dport)];
  if (isFrom !== isTo) return isFrom ? target : sender;
  return segmented === undefined ? sender : 0;
};

const isService = (r: Registry, layer: Node['layer'], port: number): boolean =>
  port < FIRST_REGISTERED || layer.tables.some(([, table]) => r.lookup(table, port) !== undefined);
const FIRST_REGISTERED = 1024;

/** 1 where the side is the client's, 2 where the server's, 0 where nobody can tell. */
export const roleOf = (client: number, side: number): number => (client === 0 ? 0 : client - 1 === side ? 1 : 2);

/** The layer whose conversations are numbered together with those of a node. */
export const countedWith = ({ id, layer }: Node, { nodes }: Registry): number =>
  nodes.find((other) => other.layer.name === layer.transport?.countedWith)?.id ?? id;
