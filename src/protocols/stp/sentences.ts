/** What bridges tell each other of their tree, in plain words. */
import { sayer } from '../../core/words.ts';
import type { Sentences } from '../../wire/sentence.ts';
import type { en } from './en.ts';

const say = sayer<typeof en>('stp');

export const sentences: Sentences = {
  says: (at) => {
    // On ATM there are no addresses below.
    const source = at.source || at.text('stp.bridge.hw');
    if (at.number('stp.type') === 0x80) return say('change', { source });
    const root = at.text('stp.root.hw');
    if (root === '') return say('message', { source });
    return root === at.text('stp.bridge.hw') ? say('root', { source }) : say('tree', { source, root, cost: at.text('stp.root.cost') });
  },
};
