/** Bytes: the frame in hexadecimal and as text, coloured by layer, grouped by field; what was put together or decrypted has a tab each. */
import { useMemo, useState } from 'preact/hooks';
import { fromBase64 } from '../../../messages/base64.ts';
import type { Packet } from '../../../messages/packet.ts';
import { say } from '../../words/say.ts';
import { bytesText } from '../words.ts';
import { fieldsOfBytes } from './fields.ts';
import { levelClass } from './strip.tsx';

/** Bytes that are drawn at first. */
const MOST = 4096;

export const Bytes = ({ packet }: { readonly packet: Packet }) => {
  const [chosen, setChosen] = useState(0);
  const source = chosen < packet.sources.length ? chosen : 0;
  return (
    <div>
      {packet.sources.length > 1 && (
        <div class="sources" role="tablist" aria-label={say('packet', 'bytes')}>
          {packet.sources.map(({ name, length }, k) => (
            <button type="button" class="btn sm" role="tab" key={name} aria-selected={k === source} onClick={() => setChosen(k)}>
              {name} <span class="cap">{bytesText(length)}</span>
            </button>
          ))}
        </div>
      )}
      <div class="hexbox">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
        <div class="scroll" tabIndex={0} role="group" aria-label={say('packet', 'frameBytes')}>
          <Hex packet={packet} source={source} />
        </div>
      </div>
    </div>
  );
};

interface Run {
  readonly field: string;
  readonly look: string;
  readonly bytes: readonly number[];
}

const Hex = ({ packet, source }: { readonly packet: Packet; readonly source: number }) => {
  const rows = useMemo(() => rowsOf(packet, source), [packet, source]);
  return (
    <div class="hex">
      <div class="o">{rows.map((_, k) => (k * 16).toString(16).padStart(4, '0')).join('\n')}</div>
      <div class="hx">
        {rows.map((runs, k) => (
          <div key={k}>
            {runs.map((run, i) => (
              <span key={i} class={run.look} data-f={run.field}>
                {run.bytes.map((b) => b.toString(16).padStart(2, '0')).join(' ')}
              </span>
            ))}
          </div>
        ))}
      </div>
      <div class="as">
        {rows.map((runs, k) => (
          <div key={k}>
            {runs.map((run, i) => (
              <span key={i} class={run.look} data-f={run.field}>
                {run.bytes.map((b) => (b > 31 && b < 127 ? String.fromCharCode(b) : '·')).join('')}
              </span>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
};

const rowsOf = (packet: Packet, source: number): readonly (readonly Run[])[] => {
  const all = fromBase64(packet.sources[source]?.bytes ?? '') ?? new Uint8Array(0);
  const bytes = all.subarray(0, MOST);
  const fields = fieldsOfBytes(packet, source, bytes.length);
  const looks = looksOf(packet, source, bytes.length);
  const rows: Run[][] = [];
  for (let k = 0; k < bytes.length; k++) {
    if (k % 16 === 0) rows.push([]);
    const row = rows.at(-1) ?? [];
    const last = row.at(-1);
    const [field = '', look = '', byte = 0] = [fields[k], looks[k], bytes[k]];
    if (last !== undefined && last.field === field && last.look === look) row[row.length - 1] = { ...last, bytes: [...last.bytes, byte] };
    else row.push({ field, look, bytes: [byte] });
  }
  return rows;
};

/** The layer that each byte belongs to. */
const looksOf = (packet: Packet, source: number, count: number): readonly string[] => {
  const looks = new Array<string>(count).fill('');
  for (const layer of packet.layers) {
    if (layer.source !== source) continue;
    looks.fill(levelClass(layer, packet), layer.offset, Math.min(count, layer.offset + layer.length));
  }
  return looks;
};
