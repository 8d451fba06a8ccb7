/** GroupService: commands in which one service serves all clients together, and the one who started it takes part: broker and chat. */

import { saySession } from '../../core/said.ts';
import type { Service } from '../../io/serve/service.ts';
import { explainAddress, listenPlan } from '../../run/plan.ts';
import { runServe } from '../../run/serve-session.ts';
import type { Context } from '../command/command.ts';
import type { Operand, Values } from '../command/options.ts';
import { facesFor, printPlan, type TalkFaces } from './faces.ts';
import { acceptOptions, acceptRules, crlfOption, explainOption, talkOptions, wirePlan } from './options.ts';

/** What their declarations have in common. */
export const groupDeclaration: { readonly group: string; readonly usage: readonly string[]; readonly operands: readonly Operand[] } = {
  group: 'Talk',
  usage: ['PORT', 'ADDRESS'],
  operands: [
    { name: 'ADDRESS', complete: 'listen-address' },
    { name: 'PORT', optional: true },
  ],
};

export const groupOptions = {
  queue: { value: 'SIZE', kind: 'size', min: 1, fallback: '1M', help: 'bytes that may wait for one who does not read', group: 'Limits' },
  ...crlfOption,
  ...talkOptions,
  ...explainOption,
  ...acceptOptions,
} as const;

export interface GroupService {
  readonly service: Service;
  /** The one who started it leaves, last of all. */
  leave(): void | Promise<void>;
}

/** `enter` makes the group, with the one who started it in it. Gives the exit code. */
export const runGroupService = async (
  given: Omit<Values<typeof groupOptions>, 'queue'>,
  words: readonly string[],
  context: Context,
  enter: (talk: TalkFaces) => GroupService,
): Promise<number> => {
  const guarded = given.allow.length > 0 || given.deny.length > 0;
  const plan = listenPlan(words, true, wirePlan(given, context), guarded, given.crlf, context.program.replace(/^wirecat /, ''));
  if (given.explain) return printPlan([...explainAddress('listens', plan.on), saySession('together'), ...plan.notes], context);
  const accept = await acceptRules(given);
  const talk = facesFor(given, plan.wire, context);
  const { faces, close } = talk;
  const group = enter(talk);
  try {
    const served = { service: group.service, options: undefined, words: [], places: [{ on: plan.on, otherwise: 'none' }] } as const;
    return await runServe({ ...plan, kind: 'serve', services: [served], tls: {}, folder: {} }, accept, faces, context.signal);
  } finally {
    await group.leave();
    close();
  }
};
