/** Stage: what a packet does to both sides: TCP's state machine up to the chosen packet, or its header where there are no states; arrows to walk along. */
import type { Rung } from '../../../messages/messages.ts';
import { Machine } from '../../parts/machine/machine.tsx';
import { Ruler } from '../../parts/packet/ruler.tsx';
import { usePacket } from '../../parts/packet/use-packet.ts';
import { usePicked } from '../../state/page.ts';
import { chosenIn } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

export interface StageProps {
  readonly rungs: readonly Rung[];
  /** What is to come has the states of TCP. */
  readonly speaksTcp: boolean;
  readonly capture: number;
  onSelect(packet: number): void;
}

/** Packets that have a dot each. */
const MOST_DOTS = 40;

export const Stage = ({ rungs, speaksTcp, capture, onSelect }: StageProps) => {
  const chosen = usePicked((s) => chosenIn(s, capture).packet);
  const number = rungs.some((r) => r.number === chosen) ? chosen : 0;
  const packet = usePacket(capture, number);
  const at = number === 0 ? rungs.length : rungs.findIndex((r) => r.number === number);
  const go = (to: number): void => {
    const rung = rungs[to];
    if (rung !== undefined) onSelect(rung.number);
  };
  const hasStates = rungs.length === 0 ? speaksTcp : rungs.some((r) => r.states !== undefined);
  const header = packet?.layers.findIndex((layer) => layer.level === 'transport') ?? -1;
  const title = say('lessons', hasStates ? 'machine' : 'header');
  const sentence = packet?.sentence.map((part) => part.text).join('') ?? '';
  return (
    <section class="stage" aria-label={title}>
      <div class="ph">
        <h2>{title}</h2>
      </div>
      <p class="told">
        {number === 0 ? (
          say('lessons', rungs.length === 0 ? (hasStates ? 'statesCome' : 'packetsCome') : hasStates ? 'noPacket' : 'noStates')
        ) : (
          <>
            <b>{say('lessons', 'packet', { number: String(number) })}</b> {sentence}
          </>
        )}
      </p>
      <div class="drawn">
        {hasStates && <Machine rungs={rungs} until={number} />}
        {!hasStates && packet !== undefined && header >= 0 && <Ruler packet={packet} at={header} />}
      </div>
      <div class="walk">
        <button type="button" class="btn sm" disabled={at <= 0} aria-label={say('lessons', 'before')} onClick={() => go(at - 1)}>
          ◂
        </button>
        <div class="dots" aria-hidden="true">
          {rungs.length <= MOST_DOTS &&
            rungs.map((r, k) => <i key={r.number} class={`${r.length > 0 ? 'wide' : ''} ${k === at ? 'at' : k < at ? 'past' : ''}`} />)}
        </div>
        <button
          type="button"
          class="btn sm"
          disabled={at >= rungs.length - 1}
          aria-label={say('lessons', 'after')}
          onClick={() => go(at + 1)}
        >
          ▸
        </button>
        <span class="cap">{say('lessons', 'place', { number: Math.min(at + 1, rungs.length), count: rungs.length })}</span>
      </div>
    </section>
  );
};
