import { expect, it } from 'vitest';
import { helpGaps } from '../command/describe.ts';
import * as commands from './index.ts';

it('says everything in German, too, and nothing else', async () =>
  expect(await helpGaps(commands, 'de')).toEqual({ missing: [], idle: [] }));
