/** Refusal notes: peers who were refused, and trouble with others, told so that a flood is not one of lines: the first at once, then a sum each second. */

import { errorLine } from '../core/fault.ts';
import { type Line, type Pieces, sayServing } from '../core/said.ts';
import type { Said } from '../core/words.ts';

export interface RefusalNotes {
  /** `why` reads "limit of 100 connections per address". */
  refused(who: string | Said, why: Said): void;
  /** What comes again and again where senders are forged. `tell` says it the first time. */
  trouble(error: Error, tell: () => void): void;
  /** Tells what has not been told yet. */
  close(): void;
}

const EACH = 1000;
/** Kinds of trouble that are counted apart. */
const MOST_KINDS = 100;

export const refusalNotes = (say: (line: Line) => void): RefusalNotes => {
  let timer: NodeJS.Timeout | undefined;
  let untold = 0;
  let last: { readonly who: string | Said; readonly why: Said } | undefined;
  const tell = (): void => {
    timer = undefined;
    if (untold === 0 || last === undefined) return;
    say(untold === 1 ? sayServing('turnedAway', last) : sayServing('turnedAwayMore', { ...last, count: untold }));
    untold = 0;
    timer = setTimeout(tell, EACH).unref();
  };
  const again = new Map<string, { readonly what: Pieces; count: number }>();
  let clock: NodeJS.Timeout | undefined;
  const tellAgain = (): void => {
    clock = undefined;
    for (const [kind, one] of again) {
      if (one.count === 0) again.delete(kind);
      else {
        say([...one.what, ': ', one.count === 1 ? sayServing('onceMore') : sayServing('timesMore', { count: one.count })]);
        one.count = 0;
      }
    }
    if (again.size > 0) clock = setTimeout(tellAgain, EACH).unref();
  };
  return {
    trouble: (error, tellFirst) => {
      const isOwn = again.has(error.message) || again.size < MOST_KINDS;
      const kind = isOwn ? error.message : '';
      const known = again.get(kind);
      if (known === undefined) {
        tellFirst();
        again.set(kind, { what: isOwn ? errorLine(error) : [sayServing('otherTrouble')], count: 0 });
      } else known.count++;
      clock ??= setTimeout(tellAgain, EACH).unref();
    },
    refused: (who, why) => {
      last = { who, why };
      untold++;
      if (timer === undefined) tell();
    },
    close: () => {
      for (const each of [timer, clock]) clearTimeout(each);
      tell();
      tellAgain();
      for (const each of [timer, clock]) clearTimeout(each);
    },
  };
};
