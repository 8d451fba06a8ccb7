/** Rules: filters whose packets are coloured, in order: the first that a packet passes counts. This browser keeps them. */
import { useState } from 'preact/hooks';
import { keep, remembered } from '../../parts/remembered.ts';
import { say } from '../../words/say.ts';
import { ChoiceButton } from './choice-button.tsx';

const KEPT = 'colouring rules';
/** As many as there are colours. */
const MOST = 6;

export interface RulesState {
  readonly rules: readonly string[];
  set(rules: readonly string[]): void;
}

export const useRules = (): RulesState => {
  const [rules, setRules] = useState<readonly string[]>(() => remembered(KEPT).slice(0, MOST));
  const set = (next: readonly string[]): void => {
    keep(KEPT, next);
    setRules(next);
  };
  return { rules, set };
};

export const RulesChoice = ({ rules, set }: RulesState) => {
  const change = (k: number, text: string): void => set(rules.toSpliced(k, 1, ...(text === '' ? [] : [text])));
  return (
    <ChoiceButton title={say('list', 'colours')}>
      <p class="cap">{say('list', 'coloursTitle')}</p>
      {[...rules, ...(rules.length < MOST ? [''] : [])].map((rule, k) => (
        <label key={rule}>
          <Tag rule={k} />
          <input
            class="m"
            value={rule}
            placeholder={say('list', 'rule')}
            aria-label={say('list', 'ruleNumber', { number: k + 1 })}
            onChange={(e) => change(k, e.currentTarget.value.trim())}
          />
        </label>
      ))}
    </ChoiceButton>
  );
};

/** Its number stands in the row too: the colour is never the only sign. */
export const Tag = ({ rule, title }: { readonly rule: number; readonly title?: string }) => (
  <span class={`tag rule-${rule}`} title={title}>
    {rule + 1}
  </span>
);
