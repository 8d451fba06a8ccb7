/** What a command of FTP is here. */
import type { FtpSession } from './session.ts';

export interface FtpCommand {
  /** What HELP says of it: its argument, if it has one; in brackets what may be left out, and else has to be there. */
  readonly help: string;
  /** False: also before the login. */
  readonly login?: false;
  /** It changes something in the folder. */
  readonly writes?: true;
  /** Obeyed while a transfer goes on; the others wait for its end. */
  readonly isUrgent?: true;
  run(session: FtpSession, argument: string): Promise<void> | void;
}

export type FtpCommands = Readonly<Record<string, FtpCommand>>;
