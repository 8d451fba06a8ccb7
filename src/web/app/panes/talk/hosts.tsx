/** Hosts: the two ends of a conversation above their lanes, and the state of each. */
import type { ComponentChildren } from 'preact';
import { usePage } from '../../state/page.ts';
import { lay, type States } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

export interface HostsProps {
  /** What can be done with all of it. */
  readonly children?: ComponentChildren;
  /** Who they are in a sentence, and above their lanes. */
  readonly names: readonly [client: string, server: string];
  readonly ends: readonly [client: string, server: string];
  readonly hosts: readonly [string, string] | undefined;
  readonly states: States | undefined;
}

export const Hosts = ({ names, ends, hosts, states, children }: HostsProps) => (
  <div class="hosts g3">
    <div class="th">
      {children}
      <b>{say('talk', 'talk')}</b> <span class="cap">{say('talk', 'says', { one: names[0], other: names[1] })}</span>
    </div>
    <div class="gut cap">{say('talk', 'packet')}</div>
    <div class="ends">
      <div>
        <span class="c">
          <b>{ends[0]}</b> <State text={states?.[0]} />
        </span>
        <br />
        <span class="m">{hosts?.[0] ?? ''}</span>
      </div>
      <div>
        <span class="s">
          <State text={states?.[1]} /> <b>{ends[1]}</b>
        </span>
        <br />
        <span class="m">{hosts?.[1] ?? ''}</span>
      </div>
    </div>
  </div>
);

/** Where this side is; TCP's whole machine is behind it. */
const State = ({ text }: { readonly text: string | undefined }) => {
  const { change } = usePage();
  if (text === undefined) return null;
  return (
    <button type="button" class="chip st" title={say('machine', 'open')} onClick={() => change(lay('machine'))}>
      {text}
    </button>
  );
};
