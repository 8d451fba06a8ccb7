/** useFollowed: what was said in a conversation, asked for piece by piece. */
import { useEffect, useState } from 'preact/hooks';
import type { SaidPart } from '../../messages/messages.ts';
import { usePage, usePicked } from '../state/page.ts';
import { captureOf } from '../state/page-state.ts';

/** Pieces that are shown. */
const MOST = 2000;

export interface Followed {
  readonly hosts: readonly [string, string];
  readonly pieces: readonly SaidPart[];
  /** There is more than is shown. */
  readonly isCut: boolean;
}

const NOTHING: Followed = { hosts: ['', ''], pieces: [], isCut: false };

export const useFollowed = (capture: number, conversation: number): Followed => {
  const { asker } = usePage();
  const [said, setSaid] = useState(NOTHING);
  const frames = usePicked((s) => captureOf(s, capture)?.frames ?? 0);
  useEffect(() => {
    let isWanted = true;
    const more = async (): Promise<void> => {
      let pieces = said.pieces;
      for (let isNew = true; isNew && isWanted && pieces.length < MOST; ) {
        const part = await asker.ask({ what: 'follow', capture, conversation, from: pieces.length });
        isNew = part.pieces.length > 0;
        pieces = [...pieces, ...part.pieces];
        if (isWanted && isNew) setSaid({ hosts: part.hosts, pieces: pieces.slice(0, MOST), isCut: pieces.length > MOST });
      }
    };
    more().catch(() => {});
    return () => {
      isWanted = false;
    };
  }, [asker, capture, conversation, frames]);
  return said;
};
