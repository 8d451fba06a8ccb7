/** Pipes with a name, one for each way. */
import { isEchoed } from '../checks.ts';
import type { Exercise } from '../exercise.ts';
import { labText, sayPlace } from '../words.ts';

const text = labText('pipes');

export const pipes: Exercise = {
  name: 'pipes',
  title: text('title'),
  from: text('from'),
  places: [{ kind: 'pipe', name: 'pipe', title: sayPlace('pipe') }],
  task: [text('two'), text('order')],
  goals: [isEchoed('pipe', text('echoed'), text('echoedHint'))],
  questions: [{ ask: text('open') }, { ask: text('neither') }],
};
