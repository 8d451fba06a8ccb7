/** Conversation: the ladder of the conversation that the chosen packet belongs to. */
import { Ladder } from '../../parts/ladder/ladder.tsx';
import { useLadder } from '../../parts/ladder/use-ladder.ts';
import { usePacket } from '../../parts/packet/use-packet.ts';
import { usePicked } from '../../state/page.ts';
import { chosenIn } from '../../state/page-state.ts';

export interface ConversationProps {
  readonly capture: number;
  onSelect(packet: number): void;
}

export const Conversation = ({ capture, onSelect }: ConversationProps) => {
  const number = usePicked((s) => chosenIn(s, capture).packet);
  const conversation = usePacket(capture, number)?.conversation ?? -1;
  if (conversation < 0)
    return (
      <aside class="insp" aria-label="Ladder">
        <div class="empty">
          <h3>No conversation</h3>
          <p>{number === 0 ? 'Choose a packet: the ladder of its conversation stands here.' : 'This packet belongs to no conversation.'}</p>
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
    <aside class="insp alone" aria-label="Ladder">
      <div class="ends">
        <div>
          <b class="c">client</b>
          <br />
          <span class="m">{hosts?.[0] ?? ''}</span>
        </div>
        <div>
          <b class="s">server</b>
          <br />
          <span class="m">{hosts?.[1] ?? ''}</span>
        </div>
      </div>
      <Ladder rungs={rungs} selected={selected} names={['the client', 'the server']} onSelect={onSelect} />
    </aside>
  );
};
