/** LessonLadder: the packets of an exercise, a conversation at a time. */
import { Ladder } from '../../parts/ladder/ladder.tsx';
import { statesAt } from '../../parts/machine/states.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { choose, chosenIn } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import type { LessonTalk } from './use-conversation.ts';

export interface LessonLadderProps {
  readonly talk: LessonTalk;
  readonly capture: number;
  onSelect(packet: number): void;
}

export const LessonLadder = ({ talk: { rows, chosen, choose: chooseTalk, rungs, hosts }, capture, onSelect }: LessonLadderProps) => {
  const { change } = usePage();
  const selected = usePicked((s) => chosenIn(s, capture).packet);
  const states = statesAt(rungs, rungs.some((r) => r.number === selected) ? selected : 0);
  const ends = (['client', 'server'] as const).map((who, k) => ({ who, host: hosts?.[k] ?? '', state: states?.[k] }));
  return (
    <aside class="laddered alone" aria-label={say('lessons', 'ladder')}>
      <div class="ph">
        <h2>{say('lessons', 'ladder')}</h2>
        <span class="sp" />
        {rows.length > 1 && (
          <select
            value={String(chosen)}
            aria-label={say('lessons', 'conversations')}
            onChange={(e) => {
              chooseTalk(Number(e.currentTarget.value));
              change(choose(capture, { packet: 0, follows: true }));
            }}
          >
            <option value="-1">{say('lessons', 'newest')}</option>
            {rows.map((row) => (
              <option key={row.place} value={String(row.place)}>
                {row.hosts.join(' → ')}
              </option>
            ))}
          </select>
        )}
      </div>
      <div class="ends">
        {ends.map(({ who, host, state }) => (
          <div key={who}>
            <b class={who === 'client' ? 'c' : 's'}>{say('common', who)}</b> {state !== undefined && <span class="chip st">{state}</span>}
            <br />
            <span class="m">{host}</span>
          </div>
        ))}
      </div>
      {rungs.length === 0 ? (
        <div class="empty">
          <h3>{say('lessons', 'noTalk')}</h3>
          <p>{say('lessons', 'noTalkSays')}</p>
        </div>
      ) : (
        <Ladder rungs={rungs} selected={selected} names={[say('common', 'theClient'), say('common', 'theServer')]} onSelect={onSelect} />
      )}
    </aside>
  );
};
