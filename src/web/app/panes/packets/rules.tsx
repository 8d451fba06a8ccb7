/** Rules: where the filters are typed whose packets are coloured, and the tag of one. */
import { useState } from 'preact/hooks';
import { usePage, usePicked } from '../../state/page.ts';
import { MOST_RULES } from '../../state/rules.ts';
import { say } from '../../words/say.ts';
import { ChoiceButton } from './choice-button.tsx';

/** No capture: nothing is looked for. */
const NOWHERE = -1;

export const RulesChoice = () => {
  const rules = usePicked((s) => s.rules);
  return (
    <ChoiceButton title={say('list', 'colours')}>
      <p class="cap">{say('list', 'coloursTitle')}</p>
      {[...rules, ...(rules.length < MOST_RULES ? [''] : [])].map((rule, k) => (
        <RuleLine key={rule} rule={rule} at={k} />
      ))}
    </ChoiceButton>
  );
};

/** What is no filter stays as it was typed, and says why it is none. */
const RuleLine = ({ rule, at }: { readonly rule: string; readonly at: number }) => {
  const { asker, change } = usePage();
  const [wrong, setWrong] = useState('');
  const put = (text: string): void => change((s) => ({ ...s, rules: s.rules.toSpliced(at, 1, ...(text === '' ? [] : [text])) }));
  const look = (text: string): void => {
    if (text === '') put('');
    else
      asker.ask({ what: 'filter', text, at: text.length, capture: NOWHERE }).then(
        ({ error = '' }) => {
          setWrong(error);
          if (error === '') put(text);
        },
        () => {},
      );
  };
  return (
    <>
      <label>
        <Tag rule={at} />
        <input
          class="m"
          value={rule}
          placeholder={say('list', 'rule')}
          aria-label={say('list', 'ruleNumber', { number: at + 1 })}
          aria-invalid={wrong !== ''}
          onInput={() => setWrong('')}
          onChange={(e) => look(e.currentTarget.value.trim())}
        />
      </label>
      {wrong !== '' && (
        <p class="f" role="alert">
          ✕ {wrong}
        </p>
      )}
    </>
  );
};

/** Its number stands in the row too: the colour is never the only sign. */
export const Tag = ({ rule, title }: { readonly rule: number; readonly title?: string }) => (
  <span class={`tag rule-${rule}`} title={title}>
    {rule + 1}
  </span>
);
