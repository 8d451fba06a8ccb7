/** Poster: one packet from the outside in: what wraps what, every header bit by bit, all bytes, and its checksums worked out. */
import { useState } from 'preact/hooks';
import type { Packet } from '../../../messages/packet.ts';
import { Bytes } from '../../parts/packet/bytes.tsx';
import { useLinked } from '../../parts/packet/linked.ts';
import { Readout } from '../../parts/packet/readout.tsx';
import { Ruler } from '../../parts/packet/ruler.tsx';
import { levelClass } from '../../parts/packet/strip.tsx';
import { usePacket } from '../../parts/packet/use-packet.ts';
import { saveFile } from '../../parts/save-file.ts';
import { useDialog } from '../../parts/use-dialog.ts';
import { bytesText } from '../../parts/words.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { chosenIn, lay } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { Checksum } from './checksum.tsx';
import { Envelope } from './envelope.tsx';
import { posterSvg } from './poster-svg.ts';

export const Poster = ({ capture }: { readonly capture: number }) => {
  const isOpen = usePicked((s) => s.overlay === 'poster');
  const number = usePicked((s) => chosenIn(s, capture).packet);
  const packet = usePacket(capture, isOpen ? number : 0);
  return isOpen && packet !== undefined ? <Sheet packet={packet} /> : null;
};

const Sheet = ({ packet }: { readonly packet: Packet }) => {
  const { change } = usePage();
  const pane = useDialog(true);
  const [source] = useState(0);
  const { field, pinned } = useLinked(pane, packet);
  const headers = packet.layers.flatMap((layer, k) => (layer.length > 0 && layer.source === source && layer.boxes.length > 0 ? [k] : []));
  const title = say('poster', 'title', { number: String(packet.number) });
  const says = packet.sentence.map((part) => part.text).join('');
  const save = (): void => saveFile(`packet-${packet.number}.svg`, 'image/svg+xml', posterSvg(packet, title, says));
  return (
    <div class="poster" ref={pane} role="dialog" aria-modal aria-label={title}>
      <div class="head">
        <h1>{title}</h1>
        <p class="says">{says}</p>
        <button type="button" class="btn" onClick={save}>
          {say('poster', 'svg')}
        </button>
        <button type="button" class="btn" onClick={() => change(lay(''))}>
          {say('common', 'close')} <kbd>Esc</kbd>
        </button>
      </div>
      <Envelope packet={packet} />
      <div class="columns">
        <div>
          {headers.map((k) => {
            const layer = packet.layers[k];
            return layer === undefined ? null : (
              <section key={k}>
                <h2 class={levelClass(layer, packet)}>
                  <i /> {layer.title}{' '}
                  <span class="cap">
                    {bytesText(layer.length)} · {layer.spec}
                  </span>
                </h2>
                <Ruler packet={packet} at={k} alone />
              </section>
            );
          })}
        </div>
        <div>
          <h2>
            {say('poster', 'all', { bytes: packet.captured })} <span class="cap">{say('poster', 'hover')}</span>
          </h2>
          <Bytes packet={packet} />
          <Readout packet={packet} field={field} pinned={pinned} />
        </div>
        <div>
          {packet.checksums.map((work) => (
            <Checksum key={work.title} work={work} />
          ))}
          {packet.checksums.length === 0 && <p class="cap">{say('poster', 'noSum')}</p>}
        </div>
      </div>
    </div>
  );
};
