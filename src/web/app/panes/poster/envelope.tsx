/** Envelope: the layers of a packet as boxes in boxes, with what each is for. */
import type { Packet, PacketLayer } from '../../../messages/packet.ts';
import { levelClass } from '../../parts/packet/strip.tsx';
import { bytesText } from '../../parts/words.ts';
import { say } from '../../words/say.ts';

export const Envelope = ({ packet }: { readonly packet: Packet }) => {
  const layers = packet.layers.filter((l) => l.length > 0 && l.source === 0).slice(0, 6);
  return <Inside layers={layers} packet={packet} />;
};

const WHOLES = { link: 'frame', network: 'packet', transport: 'segment', data: 'payload' } as const satisfies Readonly<
  Record<PacketLayer['level'], string>
>;

interface InsideProps {
  readonly layers: readonly PacketLayer[];
  readonly packet: Packet;
}

const Inside = ({ layers, packet }: InsideProps) => {
  const [layer, ...rest] = layers;
  if (layer === undefined) return null;
  const whole = layers.reduce((n, l) => n + l.length, 0);
  return (
    <div class={`envelope ${levelClass(layer, packet)}`}>
      <div class="own">
        <b>{layer.short}</b> {bytesText(layer.length)}
        <p>{aboutOf(packet, layer)}</p>
        {layer.boxes
          .filter((box) => !box.isInferred && box.field !== '' && box.bits >= 16)
          .slice(0, 3)
          .map((box) => (
            <p class="m el" key={`${box.field} ${box.bit}`} data-f={box.field}>
              {box.title.toLowerCase()} {box.value}
            </p>
          ))}
        {layer.level === 'data' && <p class="said el">{packet.sentence.find((part) => part.kind === 'bytes')?.text}</p>}
      </div>
      {rest.length > 0 && (
        <div class="inner">
          <span class="cap">
            {say('poster', WHOLES[layer.level])}: {bytesText(whole)}
          </span>
          <Inside layers={rest} packet={packet} />
        </div>
      )}
    </div>
  );
};

const aboutOf = (packet: Packet, layer: PacketLayer): string => {
  if (layer.name === 'data') return say('poster', 'wrote');
  return packet.tree.find((node) => node.name === layer.name)?.about ?? '';
};
