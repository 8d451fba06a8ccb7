/** Readout: the field that is pointed at: its name, its bits, what it says. Always at the same place. */
import { fromBase64 } from '../../../messages/base64.ts';
import type { Packet } from '../../../messages/packet.ts';
import { say } from '../../words/say.ts';
import { nodeOf } from './fields.ts';

export interface ReadoutProps {
  readonly packet: Packet;
  readonly field: string;
  readonly pinned: string;
}

export const Readout = ({ packet, field }: ReadoutProps) => {
  const node = field === '' ? undefined : nodeOf(packet.tree, field);
  if (node === undefined)
    return (
      <div class="readout">
        <b>{say('packet', 'point')}</b>
        <span class="m" />
        <p>{say('packet', 'pointSays')}</p>
      </div>
    );
  const box = packet.layers.flatMap((l) => l.boxes).find((b) => b.field === field);
  const [title = node.text, value = ''] = splitted(node.text);
  const bytes = fromBase64(packet.sources[node.source]?.bytes ?? '')?.subarray(node.offset, node.offset + node.length);
  return (
    // Said aloud to who walks by keys; who points sees it.
    <div class="readout" aria-live={document.activeElement?.closest('.insp') ? 'polite' : 'off'}>
      <b>{box?.title ?? title}</b>
      <span class="m el">{bitsText(bytes, node.bits, value)}</span>
      <p class="about">
        {node.about !== '' ? node.about : <span class="m">{node.name}</span>}
        {box?.isInferred === true && say('packet', 'inferred')}
        {node.isGenerated && say('packet', 'generated')}
      </p>
    </div>
  );
};

const splitted = (text: string): readonly string[] => {
  const at = text.indexOf(': ');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 2)];
};

/** `00011011 01011111 = 0x1b5f = 7007` */
const bitsText = (bytes: Uint8Array | undefined, bits: string, value: string): string => {
  if (bits !== '') return `${bits} = ${value}`;
  if (bytes === undefined || bytes.length === 0) return value;
  const hex = `0x${Array.from(bytes.subarray(0, 8), (b) => b.toString(16).padStart(2, '0')).join('')}${bytes.length > 8 ? '…' : ''}`;
  const digits = bytes.length > 2 ? [] : [Array.from(bytes, (b) => b.toString(2).padStart(8, '0')).join(' ')];
  return [...digits, hex, ...(value === '' ? [] : [value])].join(' = ');
};
