/** The exercises, in the order in which they are best done. */
import type { Exercise } from '../exercise.ts';
import { browser } from './browser.ts';
import { chat } from './chat.ts';
import { clients } from './clients.ts';
import { copy } from './copy.ts';
import { ex91 } from './ex91.ts';
import { ex92 } from './ex92.ts';
import { halfClose } from './half-close.ts';
import { handshake } from './handshake.ts';
import { imap } from './imap.ts';
import { machines } from './machines.ts';
import { pipes } from './pipes.ts';
import { reqtime } from './reqtime.ts';

export const exercises: readonly Exercise[] = [
  ex91,
  ex92,
  handshake,
  reqtime,
  machines,
  chat,
  copy,
  imap,
  browser,
  clients,
  halfClose,
  pipes,
];
