/** Strip: the layers of a packet from outside in, as wide as they are long. */
import type { Packet, PacketLayer } from '../../../messages/packet.ts';
import { say } from '../../words/say.ts';
import { bytesText } from '../words.ts';

export interface StripProps {
  readonly packet: Packet;
  readonly at: number;
  onChoose(layer: number): void;
}

export const Strip = ({ packet, at, onChoose }: StripProps) => (
  <div
    class="strip"
    role="tablist"
    aria-label={say('packet', 'layers')}
    onKeyDown={(event) => {
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (step !== 0) onChoose(Math.max(0, Math.min(packet.layers.length - 1, at + step)));
    }}
  >
    {packet.layers.slice(0, MOST).map((layer, k) =>
      layer.length === 0 ? null : (
        <button
          type="button"
          role="tab"
          key={`${k} ${layer.name}`}
          class={levelClass(layer, packet)}
          aria-selected={k === at}
          tabIndex={k === at ? 0 : -1}
          style={{ '--n': Math.max(1, layer.length) }}
          onClick={() => onChoose(k)}
        >
          {layer.faults.length > 0 && '⚠ '}
          {layer.short}
          <small>{bytesText(layer.length)}</small>
        </button>
      ),
    )}
  </div>
);

const MOST = 8;

export const levelClass = ({ level }: Pick<PacketLayer, 'level'>, { side }: Packet): string =>
  level === 'data' ? `level-data ${side === 1 ? 'sv' : ''}` : level;
