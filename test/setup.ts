/** Runs at the beginning of every test file. */
import { afterEach } from 'vitest';
import { endAll } from './after-each.ts';

afterEach(endAll);
