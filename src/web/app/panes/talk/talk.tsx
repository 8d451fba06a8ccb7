/** Talk: the chosen connection: who talks, what was said and by which packets, what is being typed. */
import { useEffect, useState } from 'preact/hooks';
import { Ladder } from '../../parts/ladder/ladder.tsx';
import { useLadder } from '../../parts/ladder/use-ladder.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { chosenIn, endpointOf } from '../../state/page-state.ts';
import { Composer } from './composer.tsx';
import { Hosts } from './hosts.tsx';

export interface TalkProps {
  readonly capture: number;
  onSelect(packet: number): void;
}

export const Talk = ({ capture, onSelect }: TalkProps) => {
  const { change } = usePage();
  const endpoint = usePicked((s) => endpointOf(s, s.endpoint));
  const selected = usePicked((s) => chosenIn(s, capture).packet);
  const parent = usePicked((s) => endpointOf(s, endpoint?.parent ?? 0));
  const { rungs, hosts } = useLadder({ capture, hosts: endpoint?.hosts });
  const [typed, setTyped] = useState('');
  const states = rungs.findLast((r) => r.states !== undefined)?.states;
  useEffect(() => change((s) => ({ ...s, states })), [states, change]);
  if (endpoint === undefined || endpoint.kind === 'service') return <NoTalk listens={endpoint?.address} />;
  const names = [endpoint.isOurs ? 'you' : 'the client', parent?.title ?? 'server'] as const;
  const canType = endpoint.isOurs && endpoint.state === 'open';
  return (
    <section class="talk" aria-label="Talk and ladder">
      <Hosts names={names} hosts={hosts ?? endpoint.hosts} states={states} />
      <Ladder rungs={rungs} selected={selected} names={names} onSelect={onSelect}>
        {typed !== '' && canType ? <Ghost text={typed} /> : undefined}
      </Ladder>
      {canType ? (
        <Composer endpoint={endpoint.id} onTyping={setTyped} />
      ) : (
        <div class="comp">
          <span class="cap">
            {endpoint.closed === undefined ? 'Another program talks here; you look on.' : `It is over: ${endpoint.why}.`}
          </span>
        </div>
      )}
    </section>
  );
};

/** What is typed and not sent stops short of the wire. */
const Ghost = ({ text }: { readonly text: string }) => (
  <>
    <div class="t">
      <div class="say c">{text}</div>
      <span class="cap">being typed: no packet yet</span>
    </div>
    <div class="gut">
      <i class="thread c" />
      <span class="stop" aria-hidden="true">
        ✕
      </span>
    </div>
    <div class="lad">
      <div class="lb">
        <b class="ink2">Nothing is on the wire.</b> The line is not finished: Enter sends it.
      </div>
    </div>
  </>
);

const NoTalk = ({ listens }: { readonly listens: string | undefined }) => (
  <section class="talk" aria-label="Talk and ladder">
    <div />
    <div class="empty">
      <h3>No packets yet</h3>
      {listens === undefined ? (
        <p>Choose an endpoint on the left, or make a new one.</p>
      ) : (
        <p>
          The service listens on <span class="m">{listens}</span>. The first client draws the first arrow.
        </p>
      )}
    </div>
    <div />
  </section>
);
