/** What rows say in place of a password: its bytes stay where they are. */
import { utf8 } from '../../../core/bytes.ts';

export const MASK = '********';
export const MASKED = utf8(MASK);
