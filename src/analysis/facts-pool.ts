/** Facts pool: the facts of each layer with conversations, used again for every frame. */
import { conversationFacts, type MutableFacts } from '../wire/transport.ts';
import type { Node } from '../wire/types.ts';

/** Gives the facts of the `nth` layer of the frame in hand. */
export interface FactsPool {
  of(node: Node, nth: number): MutableFacts;
}

/** Objects, one for each layer and place. */
export const factsPool = (): FactsPool => {
  const all: MutableFacts[][] = [];
  return {
    of: (node, nth) => {
      all[nth] ??= [];
      const pool = all[nth]!;
      pool[node.id] ??= factsOf(node);
      return pool[node.id]!;
    },
  };
};

/** Nothing is known yet. */
export const factsOf = ({ layer }: Node): MutableFacts => ({ ...conversationFacts(), ...layer.transport?.facts?.() }) as MutableFacts;
