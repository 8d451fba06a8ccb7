/** Packet: the chosen packet from a sentence down to its bits. Whatever is pointed at is lit everywhere. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Packet as Shown } from '../../../messages/packet.ts';
import { bytesText } from '../../parts/words.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { chosenIn } from '../../state/page-state.ts';
import { Bytes } from './bytes.tsx';
import { useLinked } from './linked.ts';
import { Readout } from './readout.tsx';
import { Ruler } from './ruler.tsx';
import { Sentence } from './sentence.tsx';
import { Strip } from './strip.tsx';
import { Tree } from './tree.tsx';
import { Welcome } from './welcome.tsx';

export interface PacketProps {
  readonly capture: number;
  onSelect(packet: number): void;
}

export const Packet = ({ capture, onSelect }: PacketProps) => {
  const number = usePicked((s) => chosenIn(s, capture).packet);
  const packet = usePacket(capture, number);
  const [layer, setLayer] = useState<string>('');
  const pane = useRef<HTMLElement>(null);
  const { field, pinned, pin } = useLinked(pane, packet);
  if (packet === undefined) return <Welcome capture={capture} />;
  const at = layerOf(packet, layer);
  const side = packet.side === 1 ? 's' : 'c';
  return (
    <aside class="insp" ref={pane} aria-label={`Packet ${packet.number}`}>
      <div class="ih">
        <h2>
          <span>Packet {packet.number}</span>
        </h2>
        {packet.side >= 0 && <span class={`chip ${side}`}>{packet.side === 0 ? 'client → server' : 'server → client'}</span>}
        <span class="chip el">{packet.label === '' ? packet.protocol : packet.label}</span>
        <span class="sp" />
        <span class={`mark ${packet.mark}`}>{packet.mark}</span>
        <span class="cap">{bytesText(packet.length)}</span>
      </div>
      <section>
        <Sentence packet={packet} onSelect={onSelect} />
        <Strip packet={packet} at={at} onChoose={(k) => setLayer(packet.layers[k]?.name ?? '')} />
        <Ruler packet={packet} at={at} />
        <Readout packet={packet} field={field} pinned={pinned} />
      </section>
      <div class="two">
        <Tree packet={packet} open={String(at)} pinned={pinned} onPin={pin} />
        <Bytes packet={packet} />
      </div>
    </aside>
  );
};

/** The layer of that name; else the transport, else the highest. */
const layerOf = ({ layers }: Shown, name: string): number => {
  const same = layers.findIndex((l) => l.name === name);
  if (same >= 0) return same;
  const transport = layers.findIndex((l) => l.level === 'transport');
  return transport >= 0 ? transport : layers.length - 1;
};

/** The packet of that number; the one before stays until it is there. */
const usePacket = (capture: number, number: number): Shown | undefined => {
  const { asker } = usePage();
  const [packet, setPacket] = useState<{ readonly capture: number; readonly it: Shown } | undefined>(undefined);
  const link = usePicked((s) => s.link);
  useEffect(() => {
    if (number === 0 || link !== 'open') return undefined;
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
  }, [asker, capture, number, link]);
  return number === 0 || packet?.capture !== capture ? undefined : packet.it;
};
