/** useConversation: the conversations of an exercise, and the arrows of the one that is looked at: the newest, until somebody chooses one, or a packet of it. */
import { useEffect, useState } from 'preact/hooks';
import type { ConversationRow } from '../../../messages/messages.ts';
import { type LadderState, useLadder } from '../../parts/ladder/use-ladder.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { captureOf, chosenIn } from '../../state/page-state.ts';

/** Conversations that can be chosen. */
const MOST = 200;

export interface LessonTalk extends LadderState {
  readonly rows: readonly ConversationRow[];
  /** The one that was chosen; -1: the newest. */
  readonly chosen: number;
  choose(place: number): void;
}

export const useConversation = (capture: number): LessonTalk => {
  const { asker } = usePage();
  const frames = usePicked((s) => captureOf(s, capture)?.frames ?? 0);
  const [rows, setRows] = useState<readonly ConversationRow[]>([]);
  const [chosen, choose] = useState(-1);
  const packet = usePicked((s) => chosenIn(s, capture).packet);
  useEffect(() => {
    if (packet > 0)
      asker.ask({ what: 'conversation', capture, number: packet }).then(
        ({ conversation }) => choose(conversation),
        () => {},
      );
  }, [asker, capture, packet]);
  useEffect(() => {
    let isWanted = true;
    const ask = async (): Promise<void> => {
      const { total } = await asker.ask({ what: 'conversations', capture, from: 0, count: 0, by: '' });
      const part = await asker.ask({ what: 'conversations', capture, from: Math.max(0, total - MOST), count: MOST, by: '' });
      if (isWanted) setRows(part.rows);
    };
    if (frames > 0) ask().catch(() => {});
    return () => {
      isWanted = false;
    };
  }, [asker, capture, frames]);
  const place = chosen >= 0 ? chosen : (rows.at(-1)?.place ?? -1);
  const ladder = useLadder({ capture, conversation: place });
  return { rows, chosen, place, choose, rungs: ladder.rungs, hosts: ladder.hosts };
};
