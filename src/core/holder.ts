/** Holder: who has one end of a conversation, as far as this machine can tell. */

/** A process; a program of another user, whose number we may not see; or nobody any more. */
export type Holder = { readonly pid: number; readonly command: string } | { readonly user: number } | { readonly gone: true };

/** Of the two ends; undefined where an end is not of this machine. */
export type Holders = readonly [Holder | undefined, Holder | undefined];

/** `curl (pid 4711)` */
export const holderText = (holder: Holder): string =>
  'pid' in holder ? `${holder.command} (pid ${holder.pid})` : 'user' in holder ? `a program of user ${holder.user}` : 'gone already';
