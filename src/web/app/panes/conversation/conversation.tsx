/** Conversation: the ladder of the conversation that the chosen packet belongs to. */

import { Ladder } from '../../parts/ladder/ladder.tsx';
import { SaveLadder } from '../../parts/ladder/save-ladder.tsx';
import { useLadder } from '../../parts/ladder/use-ladder.ts';
import { Awaited } from '../../parts/packet/awaited.tsx';
import { usePacket } from '../../parts/packet/use-packet.ts';
import { usePicked } from '../../state/page.ts';
import { chosenIn } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

export interface ConversationProps {
  readonly capture: number;
  onSelect(packet: number): void;
}

export const Conversation = ({ capture, onSelect }: ConversationProps) => {
  const number = usePicked((s) => chosenIn(s, capture).packet);
  const packet = usePacket(capture, number);
  if (number > 0 && packet === undefined) return <Awaited capture={capture} number={number} label={say('ladder', 'ladder')} />;
  const conversation = packet?.conversation ?? -1;
  if (conversation < 0)
    return (
      <aside class="insp" aria-label={say('ladder', 'ladder')}>
        <div class="empty">
          <h2>{say('follow', 'none')}</h2>
          <p>{number === 0 ? say('ladder', 'choose') : say('follow', 'noOne')}</p>
        </div>
      </aside>
    );
  return <Drawn key={`${capture} ${conversation}`} capture={capture} conversation={conversation} selected={number} onSelect={onSelect} />;
};

interface DrawnProps extends ConversationProps {
  readonly conversation: number;
  readonly selected: number;
}

const Drawn = ({ capture, conversation, selected, onSelect }: DrawnProps) => {
  const { rungs, hosts } = useLadder({ capture, conversation });
  return (
    <aside class="insp alone" aria-label={say('ladder', 'ladder')}>
      <div class="ends">
        <div>
          <b class="c">{say('common', 'client')}</b>
          <br />
          <span class="m">{hosts?.[0] ?? ''}</span>
        </div>
        <div>
          <b class="s">{say('common', 'server')}</b>
          <br />
          <span class="m">{hosts?.[1] ?? ''}</span>
        </div>
      </div>
      <SaveLadder rungs={rungs} hosts={hosts} />
      <Ladder
        rungs={rungs}
        selected={selected}
        names={[say('common', 'theClient'), say('common', 'theServer')]}
        onSelect={onSelect}
        hasOthers={false}
      />
    </aside>
  );
};
