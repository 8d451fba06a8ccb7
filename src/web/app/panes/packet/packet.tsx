/** Packet: the chosen packet from a sentence down to its bits. Whatever is pointed at is lit everywhere. */
import { useRef, useState } from 'preact/hooks';
import type { Packet as Shown } from '../../../messages/packet.ts';
import { Awaited } from '../../parts/packet/awaited.tsx';
import { Bytes } from '../../parts/packet/bytes.tsx';
import { useLinked } from '../../parts/packet/linked.ts';
import { Readout } from '../../parts/packet/readout.tsx';
import { Ruler } from '../../parts/packet/ruler.tsx';
import { Strip } from '../../parts/packet/strip.tsx';
import { usePacket } from '../../parts/packet/use-packet.ts';
import { bytesText } from '../../parts/words.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { choose, chosenIn, LIVE, lay } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { Sentence } from './sentence.tsx';
import { Tree } from './tree.tsx';
import { Welcome } from './welcome.tsx';

export interface PacketProps {
  readonly capture: number;
  onSelect(packet: number): void;
}

export const Packet = ({ capture, onSelect }: PacketProps) => {
  const { change } = usePage();
  const number = usePicked((s) => chosenIn(s, capture).packet);
  const packet = usePacket(capture, number);
  const [layer, setLayer] = useState<string>('');
  const pane = useRef<HTMLElement>(null);
  const { field, pinned, pin } = useLinked(pane, packet);
  if (number === 0) return <Welcome capture={capture} />;
  if (packet === undefined) return <Awaited capture={capture} number={number} label={say('welcome', 'packet')} />;
  const at = layerOf(packet, layer);
  const side = packet.side === 1 ? 's' : 'c';
  return (
    <aside class="insp" ref={pane} aria-label={say('packet', 'packet', { number: String(packet.number) })}>
      <div class="ih">
        <h2>
          <span>{say('packet', 'packet', { number: String(packet.number) })}</span>
        </h2>
        <span class="chips">
          {packet.side >= 0 && <span class={`chip ${side}`}>{say('packet', packet.side === 0 ? 'c2s' : 's2c')}</span>}
          <span class="chip el">{packet.label === '' ? packet.protocol : packet.label}</span>
        </span>
        <span class="sp" />
        <span class={`mark ${packet.mark}`}>{packet.mark}</span>
        <span class="cap whole">{bytesText(packet.length)}</span>
        <button type="button" class="btn" onClick={() => change(lay('poster'))}>
          {say('packet', 'poster')} ⤢
        </button>
        {capture === LIVE && (
          <button
            type="button"
            class="leave"
            aria-label={say('packet', 'leave')}
            title={say('packet', 'leave')}
            onClick={() => change(choose(capture, { packet: 0, follows: true }))}
          >
            ✕
          </button>
        )}
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
