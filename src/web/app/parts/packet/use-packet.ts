/** usePacket: one packet in full; the one before stays until it is there. */
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Packet } from '../../../messages/packet.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { isAhead } from '../../state/page-state.ts';

export const usePacket = (capture: number, number: number): Packet | undefined => {
  const { asker } = usePage();
  const [packet, setPacket] = useState<{ readonly capture: number; readonly it: Packet } | undefined>(undefined);
  const link = usePicked((s) => s.link);
  const isStillRead = usePicked((s) => isAhead(s, capture, number));
  // At once: effects wait for a frame.
  useLayoutEffect(() => {
    if (number === 0 || isStillRead || link !== 'open') return undefined;
    let isWanted = true;
    asker.ask({ what: 'packet', capture, number }).then(
      (it) => {
        if (isWanted) setPacket({ capture, it });
      },
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [asker, capture, number, isStillRead, link]);
  return number === 0 || packet?.capture !== capture ? undefined : packet.it;
};
