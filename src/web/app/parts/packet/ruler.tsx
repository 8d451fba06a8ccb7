/** Ruler: the bits of a header, 32 a row, each box with its name, its value and its digits; below a transport the data, byte by byte. */
import { fromBase64 } from '../../../messages/base64.ts';
import type { Packet, PacketLayer } from '../../../messages/packet.ts';
import { say } from '../../words/say.ts';
import { useMedia } from '../use-size.ts';
import { type Cell, cellsOf, dataCells } from './cells.ts';

const COLUMNS = Array.from({ length: 32 }, (_, k) => k);

export interface RulerProps {
  readonly packet: Packet;
  readonly at: number;
  /** Without the data that follows. */
  readonly alone?: boolean;
}

export const Ruler = ({ packet, at, alone = false }: RulerProps) => {
  const layer = packet.layers[at];
  if (layer === undefined) return null;
  const bytes = fromBase64(packet.sources[layer.source]?.bytes ?? '') ?? new Uint8Array(0);
  const next = packet.layers[at + 1];
  const data = layer.boxes.length === 0 ? layer : !alone && layer.level === 'transport' && next?.level === 'data' ? next : undefined;
  return (
    <div class="rulerbox">
      <div class="rnum" aria-hidden="true">
        {COLUMNS.map((k) => (
          <span key={k}>{k}</span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <div class="ruler" role="group" aria-label={say('packet', 'bits', { title: layer.title })} tabIndex={0}>
        {cellsOf(layer, bytes).map((row, k) => (
          <div class="rrow" key={k}>
            {row.map((cell) => (
              <Box key={`${cell.box.field} ${cell.box.bit} ${cell.from}`} cell={cell} />
            ))}
          </div>
        ))}
        {data !== undefined && <Data layer={data} index={packet.layers.indexOf(data)} packet={packet} />}
      </div>
    </div>
  );
};

const Box = ({ cell }: { readonly cell: Cell }) => {
  const { box, from, to, bits, isContinued } = cell;
  const width = to - from;
  const isFlag = width === 1;
  const isSet = isFlag && bits === '1';
  const classes = `cell ${from === 0 ? 'first' : ''} ${width < 4 ? 'f1' : ''} ${isSet ? 'lit' : ''} ${box.isInferred ? 'inf' : ''}`;
  const place = { gridColumn: `${from + 1}/${to + 1}` };
  const name = isContinued ? say('packet', 'continued', { title: box.title }) : width < 4 ? shortName(box.short, isFlag) : box.short;
  if (width < 8)
    return (
      <div class={classes} style={place} data-f={box.field}>
        <small>{name}</small>
        <b>{isFlag ? bits : box.value}</b>
      </div>
    );
  return (
    <div class={classes} style={place} data-f={box.field}>
      <span class="il">
        {hasRoom(name, isContinued ? '' : box.value, width) && <small>{name}</small>}
        <b>{isContinued ? '' : box.value}</b>
      </span>
      <span class="bits" style={{ '--n': width }} aria-hidden="true">
        {bits}
      </span>
    </div>
  );
};

/** Beside the value; about, in pixels of a narrow pane. A value says more than a piece of a name. */
const hasRoom = (name: string, value: string, width: number): boolean =>
  value === '' || name.length * 3 + value.length * 7.5 + 12 <= width * 13;

/** The names that people know flags by. */
const shortName = (key: string, isFlag: boolean): string => {
  const last = key.slice(key.lastIndexOf('.') + 1);
  return isFlag ? (SHORT[last.toLowerCase()] ?? last.charAt(0).toUpperCase()) : last.slice(0, 3);
};
const SHORT: Readonly<Record<string, string>> = { ae: 'AE', ns: 'NS' };

interface DataProps {
  readonly layer: PacketLayer;
  readonly index: number;
  readonly packet: Packet;
}

const Data = ({ layer, index, packet }: DataProps) => {
  const isLow = useMedia('(max-height: 800px)');
  const all = fromBase64(packet.sources[layer.source]?.bytes ?? '') ?? new Uint8Array(0);
  const sv = packet.side === 1 ? 'sv' : '';
  const field = layer.name === 'data' ? 'data:data.data' : `${index}:${layer.name}`;
  if (isLow) return <LowData bytes={all.subarray(layer.offset, layer.offset + layer.length)} sv={sv} field={field} />;
  return (
    <>
      {dataCells(all.subarray(layer.offset, layer.offset + layer.length)).map((row, k) => (
        <div class="rrow drow" key={k}>
          {row.map((cell, i) => (
            <div class={`cell ${sv} ${i === 0 ? 'first' : ''}`} key={i} style={{ gridColumn: `${i * 8 + 1}/${i * 8 + 9}` }} data-f={field}>
              <b>{cell.char}</b>
              <small>{cell.hex}</small>
              <span class="bits" style={{ '--n': 8 }} aria-hidden="true">
                {cell.bits}
              </span>
            </div>
          ))}
        </div>
      ))}
    </>
  );
};

interface LowDataProps {
  readonly bytes: Uint8Array;
  readonly sv: string;
  readonly field: string;
}

/** On a low screen: a character and its byte, sixteen a row. */
const LowData = ({ bytes, sv, field }: LowDataProps) => {
  const cells = dataCells(bytes, 64).flat();
  const rows = Array.from({ length: Math.ceil(cells.length / 16) }, (_, k) => cells.slice(k * 16, k * 16 + 16));
  return (
    <>
      {rows.map((row, k) => (
        <div class="rrow dline" key={k}>
          {row.map((cell, i) => (
            <div class={`cell ${sv}`} key={i} style={{ gridColumn: `${i * 2 + 1}/${i * 2 + 3}` }} data-f={field}>
              <b>{cell.char}</b>
              <small>{cell.hex}</small>
            </div>
          ))}
        </div>
      ))}
    </>
  );
};
