/** Follow: what the two sides of a conversation said: as a talk, as text, as bytes. */
import { useRef, useState } from 'preact/hooks';
import type { SaidPart } from '../../../messages/messages.ts';
import { Awaited } from '../../parts/packet/awaited.tsx';
import { usePacket } from '../../parts/packet/use-packet.ts';
import { saveFile } from '../../parts/save-file.ts';
import { useFollowed } from '../../parts/use-followed.ts';
import { useWidth } from '../../parts/use-size.ts';
import { bytesText } from '../../parts/words.ts';
import { usePicked } from '../../state/page.ts';
import { chosenIn } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { hexRows, textOf } from './said.ts';

export interface FollowProps {
  readonly capture: number;
  onSelect(packet: number): void;
}

const WAYS = ['Talk', 'Text', 'Hex'] as const;
type Way = (typeof WAYS)[number];
/** Pixels that rows of sixteen bytes need. */
const WIDE = 600;

export const Follow = ({ capture, onSelect }: FollowProps) => {
  const number = usePicked((s) => chosenIn(s, capture).packet);
  const packet = usePacket(capture, number);
  if (number > 0 && packet === undefined) return <Awaited capture={capture} number={number} label={say('follow', 'follow')} />;
  const conversation = packet?.conversation ?? -1;
  if (conversation < 0)
    return (
      <aside class="insp" aria-label={say('follow', 'follow')}>
        <div class="empty">
          <h2>{say('follow', 'none')}</h2>
          <p>{say('follow', number === 0 ? 'choose' : 'noOne')}</p>
        </div>
      </aside>
    );
  return <Said key={`${capture} ${conversation}`} capture={capture} conversation={conversation} selected={number} onSelect={onSelect} />;
};

interface SaidProps extends FollowProps {
  readonly conversation: number;
  readonly selected: number;
}

const Said = ({ capture, conversation, selected, onSelect }: SaidProps) => {
  const { hosts, pieces, isCut } = useFollowed(capture, conversation);
  const [way, setWay] = useState<Way>('Talk');
  const box = useRef<HTMLDivElement>(null);
  // So many that the letters stand beside them.
  const each = useWidth(box) < WIDE ? 8 : 16;
  const shown = way === 'Hex' ? (piece: SaidPart): string => hexRows(piece, each) : textOf;
  const total = (side: 0 | 1): number => pieces.reduce((n, p) => (p.side === side ? n + p.length : n), 0);
  return (
    <aside class="insp follow" aria-label={say('follow', 'follow')}>
      <div class="ends">
        <div class="el">
          <b class="c">{say('common', 'client')}</b> <span class="m">{hosts[0]}</span> <span class="cap">{bytesText(total(0))}</span>
          <br />
          <b class="s">{say('common', 'server')}</b> <span class="m">{hosts[1]}</span> <span class="cap">{bytesText(total(1))}</span>
        </div>
        <div class="seg" role="group" aria-label={say('follow', 'how')}>
          {WAYS.map((name) => (
            <button type="button" key={name} aria-pressed={way === name} onClick={() => setWay(name)}>
              {say('follow', name)}
            </button>
          ))}
        </div>
        <button
          type="button"
          class="btn sm"
          onClick={() =>
            saveFile(
              'conversation.txt',
              'text/plain',
              way === 'Hex' ? pieces.map((p) => hexRows(p)).join('\n') : pieces.map(textOf).join(''),
            )
          }
        >
          {say('follow', 'save')}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <div class={`said as-${way.toLowerCase()}`} ref={box} tabIndex={0} role="region" aria-label={say('follow', 'said')}>
        {pieces.length === 0 && <p class="dim">{say('follow', 'nothing')}</p>}
        {pieces.map((piece) => (
          <Piece
            key={`${piece.side} ${piece.frame} ${piece.offset}`}
            piece={piece}
            text={shown(piece)}
            isOn={piece.frame === selected}
            onSelect={onSelect}
          />
        ))}
        {isCut && <p class="dim">{say('follow', 'more')}</p>}
      </div>
    </aside>
  );
};

interface PieceProps {
  readonly piece: SaidPart;
  readonly text: string;
  readonly isOn: boolean;
  onSelect(packet: number): void;
}

const Piece = ({ piece: { side, frame, bytes }, text, isOn, onSelect }: PieceProps) => (
  <div class={`piece ${bytes === '' ? 'f' : side === 0 ? 'c' : 's'} ${isOn ? 'on' : ''}`}>
    <button
      type="button"
      class="pk"
      aria-label={say('follow', side === 0 ? 'pieceFrom0' : 'pieceFrom1', { number: String(frame) })}
      onClick={() => onSelect(frame)}
    >
      {frame}
    </button>
    <pre>{text}</pre>
  </div>
);
