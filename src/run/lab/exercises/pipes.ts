/** Pipes with a name, one for each way. */
import { isEchoed } from '../checks.ts';
import type { Exercise } from '../exercise.ts';

export const pipes: Exercise = {
  name: 'pipes',
  title: 'pipes with a name, one for each way',
  from: 'Inter process communication 2: named pipes',
  places: [{ kind: 'pipe', name: 'pipe', title: 'echo behind two pipes' }],
  task: [
    'Two named pipes (FIFOs) lie in the file system: what is written into {pipe.in} comes back out of {pipe.out}. A pipe has one direction, so two are needed.',
    'In one terminal: cat {pipe.out}. In another: cat > {pipe.in}, and type lines. The order in which the two are opened matters: type deadlock here to see two programs that open theirs the wrong way round.',
  ],
  goals: [
    isEchoed(
      'pipe',
      'what went into one pipe came out of the other',
      'cat {pipe.out} in one terminal, then echo hello > {pipe.in} in another',
    ),
  ],
  questions: [
    { ask: 'What does open() do while nobody has opened the other end?' },
    { ask: 'Two programs each open first the pipe that they read from. Why does neither go on?' },
  ],
};
