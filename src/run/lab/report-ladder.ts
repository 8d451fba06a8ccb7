/** The ladder of a talk for a report: as a drawing, and as lines. */
import { visibleBytes } from '../../core/text.ts';
import { type Instant, secondsText, since } from '../../core/time.ts';
import type { Words } from '../../core/words.ts';
import { Ladder } from '../../view/ladder.ts';
import { ladderSvg } from '../../view/ladder-svg.ts';
import { RST } from '../../view/segment.ts';
import type { Line } from '../../view/text.ts';
import { ladderWords } from '../../view/words/ladder-words.ts';
import type { Talk } from './evidence.ts';

export const ladderOf = ({ client, names, tag, seen }: Talk, words: Words): { readonly svg: string; readonly lines: readonly Line[] } => {
  const ladder = new Ladder({ client, names, tag, brief: true, words: ladderWords(words.language) });
  const steps = seen.map((segment) => ladder.push(segment, 100));
  const first = seen[0]?.at;
  const svg = ladderSvg(
    names,
    steps.map(({ rung }) => ({
      number: rung.number,
      side: rung.side,
      time: rung.at === undefined || first === undefined ? '' : timeSince(rung.at, first),
      caption: [rung.label, rung.brief, rung.remark, rung.payload.length === 0 ? '' : `"${visibleBytes(rung.payload)}"`]
        .filter((part) => part !== '')
        .join('  '),
      isWrong: (rung.flags & RST) !== 0 || rung.remark !== '',
      isBare: rung.isBare,
    })),
  );
  return { svg, lines: [...steps.flatMap(({ lines }) => lines), ...ladder.legend(100)] };
};

const timeSince = (at: Instant, first: Instant): string => {
  const { seconds, nanos } = since(at, first);
  return secondsText(seconds, nanos, 3);
};
