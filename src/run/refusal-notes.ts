/** Refusal notes: peers who were refused, and trouble with others, told so that a flood is not one of lines: the first at once, then a sum each second. */

export interface RefusalNotes {
  /** `why` reads "limit of 100 connections per address". */
  refused(remote: string, why: string): void;
  /** What comes again and again where senders are forged. `tell` says it the first time. */
  trouble(error: Error, tell: () => void): void;
  /** Tells what has not been told yet. */
  close(): void;
}

const EACH = 1000;
/** Kinds of trouble that are counted apart. */
const MOST_KINDS = 100;

export const refusalNotes = (say: (line: string) => void): RefusalNotes => {
  let timer: NodeJS.Timeout | undefined;
  let untold = 0;
  let last = '';
  const tell = (): void => {
    timer = undefined;
    if (untold === 0) return;
    say(untold === 1 ? `turned away ${last}` : `turned away ${untold} more, the last ${last}`);
    untold = 0;
    timer = setTimeout(tell, EACH).unref();
  };
  const again = new Map<string, number>();
  let clock: NodeJS.Timeout | undefined;
  const tellAgain = (): void => {
    clock = undefined;
    for (const [text, count] of again) {
      if (count === 0) again.delete(text);
      else {
        say(`${text}: ${count === 1 ? 'once' : `${count} times`} more`);
        again.set(text, 0);
      }
    }
    if (again.size > 0) clock = setTimeout(tellAgain, EACH).unref();
  };
  return {
    trouble: ({ message }, tellFirst) => {
      const kind = again.has(message) || again.size < MOST_KINDS ? message : 'other trouble';
      const count = again.get(kind);
      if (count === undefined) tellFirst();
      again.set(kind, count === undefined ? 0 : count + 1);
      clock ??= setTimeout(tellAgain, EACH).unref();
    },
    refused: (remote, why) => {
      last = `${remote}: ${why}`;
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
