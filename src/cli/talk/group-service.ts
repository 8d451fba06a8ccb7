/** Halls: commands in which one service serves all who come together, and the one who started it takes part: broker and chat. */
import type { Service } from '../../io/base/service.ts';
import { explainAddress, listenPlan } from '../../run/plan.ts';
import { type Faces, runServe } from '../../run/session.ts';
import type { Context } from '../command/command.ts';
import type { Operand, Values } from '../command/options.ts';
import { acceptOptions, acceptRules, explained, explainOption, facesFor, talkOptions, wirePlan } from './options.ts';

/** What their declarations have in common. */
export const hallWords: { readonly group: string; readonly usage: readonly string[]; readonly operands: readonly Operand[] } = {
  group: 'Talk',
  usage: ['PORT', 'ADDRESS'],
  operands: [
    { name: 'ADDRESS', complete: 'listen-address' },
    { name: 'PORT', optional: true },
  ],
};

export const hallOptions = {
  queue: { value: 'SIZE', kind: 'size', min: 1, fallback: '1M', help: 'bytes that may wait for one who does not read', group: 'Limits' },
  ...talkOptions,
  ...explainOption,
  ...acceptOptions,
} as const;

export interface Hall {
  readonly service: Service;
  /** The one who started it leaves, last of all. */
  leave(): void | Promise<void>;
}

/** `enter` makes the hall, with the one who started it in it. Gives the exit code. */
export const runHall = async (
  given: Omit<Values<typeof hallOptions>, 'queue'>,
  words: readonly string[],
  context: Context,
  enter: (faces: Faces) => Hall,
): Promise<number> => {
  const guarded = given.allow.length > 0 || given.deny.length > 0;
  const plan = listenPlan(words, true, { ...wirePlan(given, context), live: given.wire ?? false }, guarded);
  if (given.explain) return explained([...explainAddress('listen on', plan.on), 'all who come are together there', ...plan.notes], context);
  const accept = await acceptRules(given);
  const { faces, close } = facesFor(given, plan.wire, context, 'watch');
  const hall = enter(faces);
  try {
    return await runServe({ ...plan, kind: 'serve', service: hall.service, orAnyPort: false }, accept, faces, context.signal);
  } finally {
    await hall.leave();
    close();
  }
};
