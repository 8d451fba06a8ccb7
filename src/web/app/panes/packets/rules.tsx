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
  const [text, setText] = useState(rule);
  const [wrong, setWrong] = useState('');
  const put = (next: string): void => change((s) => ({ ...s, rules: s.rules.toSpliced(at, 1, ...(next === '' ? [] : [next])) }));
  const look = async (next: string): Promise<void> => {
    const { error = '' } = next === '' ? {} : await asker.ask({ what: 'filter', text: next, at: next.length, capture: NOWHERE });
    setWrong(error);
    if (error !== '') return;
    // The line behind it is empty again.
    setText(rule);
    put(next);
  };
  return (
    <>
      <label>
        <Tag rule={at} />
        <input
          class="m"
          value={text}
          placeholder={say('list', 'rule')}
          aria-label={say('list', 'ruleNumber', { number: at + 1 })}
          aria-invalid={wrong !== ''}
          onInput={(e) => {
            setText(e.currentTarget.value);
            setWrong('');
          }}
          onChange={(e) => void look(e.currentTarget.value.trim()).catch(() => {})}
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
