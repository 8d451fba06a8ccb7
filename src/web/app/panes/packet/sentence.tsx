/** Sentence: what the packet does, in plain words. */
import type { Packet } from '../../../messages/packet.ts';

export interface SentenceProps {
  readonly packet: Packet;
  onSelect(packet: number): void;
}

export const Sentence = ({ packet, onSelect }: SentenceProps) => (
  <p class={`sent ${packet.faults.length > 0 ? 'bad' : ''}`}>
    {packet.faults.length > 0 && <b class="f">{packet.faults[0]}. </b>}
    {packet.sentence.map((part, k) => {
      const key = `${k} ${part.text}`;
      if (part.kind === 'bytes')
        return (
          <q key={key} class={packet.side === 1 ? 's' : ''}>
            {part.text}
          </q>
        );
      if (part.kind === 'packet')
        return (
          <button type="button" class="btn sm" key={key} onClick={() => onSelect(part.number ?? 0)}>
            {part.text}
          </button>
        );
      return <span key={key}>{part.text}</span>;
    })}
  </p>
);
