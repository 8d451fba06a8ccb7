/** Asker: what asks and acts, wherever the answers come from. */
import type { Act, Answer, Ask, What } from '../../messages/messages.ts';

export interface Asker {
  ask<W extends What>(ask: Ask<W>): Promise<Answer<W>>;
  act(act: Act): Promise<number | undefined>;
}

export class Refused extends Error {
  override readonly name = 'Refused';
}
