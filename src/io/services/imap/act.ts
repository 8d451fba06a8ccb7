/** Act: a command of the service: where it may be used, and what it does with the session. */
import type { Spool } from '../../mail/spool.ts';
import type { LineTalk } from '../../serve/line-talk.ts';
import type { ServiceContext } from '../../serve/service.ts';
import type { Users } from '../../serve/users.ts';
import type { ImapCommand } from './command.ts';
import type { FolderView } from './folder-view.ts';

/** What commands see of a session. */
export interface Session {
  readonly talk: LineTalk;
  readonly context: Pick<ServiceContext, 'limits' | 'now' | 'signal'>;
  readonly users: Users;
  readonly spool: Spool;
  readonly folder: FolderView | undefined;
  readonly capabilities: string;
  user: string | undefined;
  isOver: boolean;
  /** Closes the folder that is open, and opens this one. */
  select(folder: FolderView | undefined): void;
  /** The client's answer to a challenge. */
  ask(challenge: string): Promise<string>;
}

/** What a command ends with: `OK [CODE] text`, without its tag. */
export type Ending = string;

export interface Act {
  /** Where it may be used: by anybody, before the login, after it, in a folder. */
  readonly in: 'any' | 'outside' | 'inside' | 'folder';
  /** Says nothing of messages that are gone: the client counts on its numbers (RFC 3501 §7.4.1). */
  readonly keepsNumbers?: boolean;
  run(s: Session, command: ImapCommand): Ending | Promise<Ending>;
}

export type Acts = readonly (readonly [verb: string, Act])[];
