/** Find: a text or bytes in the packets of a capture, and the way to a packet by its number. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useDialog } from '../../parts/use-dialog.ts';
import { findAlong, stopFinding } from '../../state/finding.ts';
import { type Page, usePage, usePicked } from '../../state/page.ts';
import { captureOf, choose, lay, noPacketText, tell } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

export const Find = ({ capture }: { readonly capture: number }) => {
  const overlay = usePicked((s) => s.overlay);
  if (overlay === 'find') return <Sought />;
  if (overlay === 'goto') return <GoTo capture={capture} />;
  return <Going isAlone />;
};

/** A search that takes a while says how far it is, also where its box is closed. */
const Going = ({ isAlone }: { readonly isAlone: boolean }) => {
  const page = usePage();
  const progress = usePicked((s) => s.finding?.progress);
  if (progress === undefined) return null;
  const percent = Math.floor(100 * progress);
  return (
    <div class={isAlone ? 'pop find' : 'goes-on'}>
      <span class="cap" role="progressbar" aria-label={say('find', 'find')} aria-valuenow={percent}>
        {say('find', 'going', { percent })}
      </span>
      <button type="button" class="btn sm" onClick={() => stopFinding(page)}>
        {say('find', 'stop')} <kbd>Esc</kbd>
      </button>
    </div>
  );
};

const Sought = () => {
  const page = usePage();
  const sought = usePicked((s) => s.sought);
  const [text, setText] = useState(sought);
  const box = useDialog(false);
  const input = useSelected();
  const go = (step: 1 | -1): void => {
    page.change((s) => ({ ...s, sought: text }));
    findAlong(step, page);
  };
  return (
    <div class="pop find" ref={box} role="dialog" aria-label={say('find', 'find')}>
      <input
        ref={input}
        value={text}
        placeholder={say('find', 'what')}
        aria-label={say('find', 'label')}
        spellcheck={false}
        autocomplete="off"
        onInput={(e) => setText(e.currentTarget.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter') go(e.shiftKey ? -1 : 1);
        }}
      />
      <button type="button" class="btn sm" aria-label={say('find', 'before')} onClick={() => go(-1)}>
        ↑
      </button>
      <button type="button" class="btn sm" aria-label={say('find', 'next')} onClick={() => go(1)}>
        ↓
      </button>
      <Going isAlone={false} />
      <Close />
    </div>
  );
};

const GoTo = ({ capture }: { readonly capture: number }) => {
  const page = usePage();
  const frames = usePicked((s) => captureOf(s, capture)?.frames ?? 0);
  const box = useDialog(false);
  const input = useSelected();
  return (
    <div class="pop find" ref={box} role="dialog" aria-label={say('find', 'goTo')}>
      <input
        ref={input}
        inputMode="numeric"
        placeholder={say('find', 'numberFrom', { count: frames })}
        aria-label={say('find', 'number')}
        autocomplete="off"
        onKeyDown={(e) => {
          if (e.key === 'Enter') goTo(page, capture, e.currentTarget.value, frames);
        }}
      />
      <Close />
    </div>
  );
};

const goTo = ({ change }: Page, capture: number, text: string, frames: number): void => {
  const number = Number(text.replaceAll(/[\s,.]/g, ''));
  if (!Number.isInteger(number) || number < 1 || number > frames) {
    change(tell(noPacketText(text, frames)));
    return;
  }
  change((s) => ({ ...choose(capture, { packet: number, follows: false })(s), overlay: '', notice: '' }));
  document.querySelector<HTMLElement>('.rows')?.focus();
};

const useSelected = () => {
  const input = useRef<HTMLInputElement>(null);
  // Before the next key: a selection that comes late is written over what was typed.
  useLayoutEffect(() => input.current?.select(), []);
  return input;
};

const Close = () => {
  const { change } = usePage();
  return (
    <button type="button" class="btn bare sm" aria-label={say('common', 'close')} onClick={() => change(lay(''))}>
      ✕
    </button>
  );
};
