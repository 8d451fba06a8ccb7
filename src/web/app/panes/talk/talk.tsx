/** Talk: the chosen connection: who talks, what was said and by which packets, what is being typed. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { EndpointRow } from '../../../messages/desk.ts';
import { Composer } from '../../parts/composer/composer.tsx';
import { Guided } from '../../parts/composer/guided.tsx';
import { Ladder } from '../../parts/ladder/ladder.tsx';
import { SaveLadder } from '../../parts/ladder/save-ladder.tsx';
import { useLadder } from '../../parts/ladder/use-ladder.ts';
import { pathsOf } from '../../parts/machine/states.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { chosenIn, endpointOf, isNone } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { Ghost } from './ghost.tsx';
import { Hosts } from './hosts.tsx';
import { NoTalk, Reach, Refused } from './no-talk.tsx';

export interface TalkProps {
  readonly capture: number;
  onSelect(packet: number): void;
  /** What a service shows that has mail. */
  readonly mail: ComponentChildren;
  /** A room of a chat, in place of its ladder. */
  room(endpoint: EndpointRow, conversation: number): ComponentChildren;
}

export const Talk = ({ capture, onSelect, mail, room }: TalkProps) => {
  const endpoint = usePicked((s) => endpointOf(s, s.endpoint));
  if (endpoint === undefined || endpoint.kind === 'service')
    return (
      <section class="talk" aria-label={say('talk', 'label')}>
        <div class="tiny">{endpoint?.shares === 'one mailbox' && <Reach service={endpoint} />}</div>
        {endpoint?.shares === 'one mailbox' ? mail : <NoTalk service={endpoint} />}
        <div />
      </section>
    );
  if (isNone(endpoint) && endpoint.hosts === undefined)
    return (
      <section class="talk" aria-label={say('talk', 'label')}>
        <div />
        <Refused endpoint={endpoint} />
        <div />
      </section>
    );
  return <Conversation key={endpoint.id} endpoint={endpoint} capture={capture} onSelect={onSelect} room={room} />;
};

type ConversationProps = Omit<TalkProps, 'mail'> & { readonly endpoint: EndpointRow };

const Conversation = ({ endpoint, capture, onSelect, room }: ConversationProps) => {
  const { change } = usePage();
  const selected = usePicked((s) => chosenIn(s, capture).packet);
  const parent = usePicked((s) => endpointOf(s, endpoint.parent ?? 0));
  const { rungs, hosts, place } = useLadder({ capture, hosts: endpoint.hosts });
  const [typed, setTyped] = useState('');
  const [asRoom, setAsRoom] = useState(true);
  const states = rungs.findLast((r) => r.states !== undefined)?.states;
  useEffect(() => change((s) => ({ ...s, paths: states && pathsOf(rungs) })), [states, change]);
  const names = namesOf(endpoint, parent?.title);
  const canType = endpoint.isOurs && endpoint.state === 'open';
  // Nothing was typed yet, and nobody has looked at a packet: an example says what would happen.
  const isFirst = typed === '' && selected === 0 && place >= 0 && rungs.filter((r) => r.length > 0 && r.side === 0).length === 1;
  const hasRoom = parent?.shares === 'rooms' && place >= 0;
  return (
    <section class="talk" aria-label={say('talk', 'label')}>
      <div>
        <Hosts names={names} ends={endsOf(endpoint, parent?.title)} hosts={hosts ?? endpoint.hosts} states={states}>
          {rungs.length > 0 && <SaveLadder rungs={rungs} hosts={hosts} />}
        </Hosts>
        {hasRoom && <Ways asRoom={asRoom} onChoose={setAsRoom} />}
      </div>
      {hasRoom && asRoom ? (
        room(endpoint, place)
      ) : (
        <Ladder rungs={rungs} selected={selected} names={names} onSelect={onSelect}>
          {canType && (typed !== '' || isFirst) ? <Ghost text={typed} next={isFirst ? (rungs.at(-1)?.number ?? 0) + 1 : 0} /> : undefined}
        </Ladder>
      )}
      <Input endpoint={endpoint} canType={canType} onTyping={setTyped} />
    </section>
  );
};

/** Who comes, and the service; or the service, and whom it asks for a client: in sentences, and above their lanes. */
const namesOf = ({ beside, isOurs }: EndpointRow, service?: string): readonly [client: string, server: string] => {
  const server = say('common', 'theServer');
  if (beside === 'server') return [service ?? '', server];
  return [isOurs ? say('talk', 'you') : say('common', 'theClient'), service ?? server];
};
const endsOf = ({ beside }: EndpointRow, service?: string): readonly [client: string, server: string] =>
  beside === 'server' ? [service ?? '', say('common', 'server')] : [say('common', 'client'), service ?? say('common', 'server')];

const Ways = ({ asRoom, onChoose }: { readonly asRoom: boolean; readonly onChoose: (room: boolean) => void }) => (
  <div class="tiny">
    <div class="seg" role="group" aria-label={say('talk', 'label')}>
      {([true, false] as const).map((one) => (
        <button type="button" key={String(one)} aria-pressed={asRoom === one} onClick={() => onChoose(one)}>
          {say('talk', one ? 'rooms' : 'ladder')}
        </button>
      ))}
    </div>
  </div>
);

interface InputProps {
  readonly endpoint: EndpointRow;
  readonly canType: boolean;
  onTyping(text: string): void;
}

const Input = ({ endpoint, canType, onTyping }: InputProps) => {
  const { id, guided, closed, ended } = endpoint;
  if (canType && guided !== undefined) return <Guided endpoint={id} guided={guided} onTyping={onTyping} />;
  if (canType) return <Composer endpoint={id} onTyping={onTyping} />;
  return (
    <div class="comp">
      <span class="cap">
        {closed === undefined ? say('talk', 'looksOn') : say('talk', 'over')}{' '}
        {ended && say('talk', ended.isCut ? 'cutBy' : 'endedBy', { who: say('common', WHO[ended.by]), how: howEnded(ended) })}
      </span>
    </div>
  );
};

const WHO = { client: 'theClient', server: 'theServer' } as const;
const howEnded = ({ isCut, isTcp }: NonNullable<EndpointRow['ended']>): string => (isTcp ? (isCut ? ' (RST)' : ' (FIN)') : '');
