/** Rules: where the filters are typed whose packets are coloured, and the tag of one. */
import { usePage, usePicked } from '../../state/page.ts';
import { MOST_RULES } from '../../state/rules.ts';
import { say } from '../../words/say.ts';
import { ChoiceButton } from './choice-button.tsx';

export const RulesChoice = () => {
  const page = usePage();
  const rules = usePicked((s) => s.rules);
  const change = (k: number, text: string): void =>
    page.change((s) => ({ ...s, rules: s.rules.toSpliced(k, 1, ...(text === '' ? [] : [text])) }));
  return (
    <ChoiceButton title={say('list', 'colours')}>
      <p class="cap">{say('list', 'coloursTitle')}</p>
      {[...rules, ...(rules.length < MOST_RULES ? [''] : [])].map((rule, k) => (
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
