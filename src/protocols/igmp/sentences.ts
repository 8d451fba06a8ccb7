/** Who listens to which group, in plain words. */
import { type Said, sayer } from '../../core/words.ts';
import type { Sentences, Speaking } from '../../wire/sentence.ts';
import type { en } from './en.ts';
import { Type } from './names.ts';

const say = sayer<typeof en>('igmp');

export const sentences: Sentences = {
  example: { words: 'eth/ip/igmp ip.src=192.0.2.1 ip.dst=239.1.2.3 igmp.type=0x16', data: '\u00ef\u0001\u0002\u0003' },
  says: (at) => {
    const { source } = at;
    const type = at.number('igmp.type');
    const group = at.text('igmp.maddr');
    const only = type === Type.report3 ? onlyRecordOf(at) : undefined;
    if (only !== undefined) return say(only, { source, group });
    if (type === Type.report3 && group !== '') return say('reportMany', { source, groups: recordsOf(at) });
    if (type === Type.query) return group === '0.0.0.0' || group === '' ? say('query', { source }) : say('queryGroup', { source, group });
    if (type === Type.leave) return say('leave', { source, group });
    if (type === Type.report1 || type === Type.report2) return say('report', { source, group });
    return say('other', { source, target: at.target, type: at.text('igmp.type') });
  },
};

/** Records that are told each. */
const MOST = 4;

/** Of a report about one group and all its senders. */
const onlyRecordOf = (at: Speaking): 'report' | 'leave' | undefined => {
  if (at.texts('igmp.maddr').length !== 1 || at.number('igmp.num_src') !== 0) return undefined;
  const kind = at.number('igmp.record_type');
  return kind === 2 || kind === 4 ? 'report' : kind === 1 || kind === 3 ? 'leave' : undefined;
};

/** Sources that are named say which senders are wanted; to exclude none is to want all. */
const recordsOf = (at: Speaking): readonly Said[] => {
  const groups = at.texts('igmp.maddr');
  const kinds = at.values('igmp.record_type').map(Number);
  const counts = at.values('igmp.num_src').map(Number);
  const told = groups.slice(0, MOST).map((group, k) => {
    const [kind = 0, count = 0] = [kinds[k], counts[k]];
    if (kind === 2 || kind === 4) return count === 0 ? say('joins', { group }) : say('allBut', { group, count });
    if ((kind === 1 || kind === 3) && count === 0) return say('leaves', { group });
    return kind === 6 ? say('blocks', { group, count }) : say('wants', { group, count });
  });
  return groups.length > MOST ? [...told, say('more', { count: groups.length - MOST })] : told;
};
