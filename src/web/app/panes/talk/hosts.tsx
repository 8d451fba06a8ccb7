/** Hosts: the two ends of a conversation above their lanes, and the state of each. */
import type { States } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

export interface HostsProps {
  readonly names: readonly [client: string, server: string];
  readonly hosts: readonly [string, string] | undefined;
  readonly states: States | undefined;
}

export const Hosts = ({ names, hosts, states }: HostsProps) => (
  <div class="hosts g3">
    <div class="th">
      <b>{say('talk', 'talk')}</b> <span class="cap">{say('talk', 'says', { one: names[0], other: names[1] })}</span>
    </div>
    <div class="gut cap">{say('talk', 'packet')}</div>
    <div class="ends">
      <div>
        <span class="c">
          <b>{say('common', 'client')}</b> <State text={states?.[0]} />
        </span>
        <br />
        <span class="m">{hosts?.[0] ?? ''}</span>
      </div>
      <div>
        <span class="s">
          <State text={states?.[1]} /> <b>{names[1]}</b>
        </span>
        <br />
        <span class="m">{hosts?.[1] ?? ''}</span>
      </div>
    </div>
  </div>
);

const State = ({ text }: { readonly text: string | undefined }) => (text === undefined ? null : <span class="chip st">{text}</span>);
