/** Tools: what is done with the packets that are shown: counted, saved, captured no more. */
import { useState } from 'preact/hooks';
import { saveFrom, saveMade } from '../../parts/save-file.ts';
import { columnsText } from '../../state/columns.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { captureOf, lay, tell } from '../../state/page-state.ts';
import { rulesText } from '../../state/rules.ts';
import { say } from '../../words/say.ts';

export const Tools = ({ capture, filter }: { readonly capture: number; readonly filter: string }) => {
  const { change } = usePage();
  const mayControl = usePicked((s) => s.mayControl);
  const name = usePicked((s) => captureOf(s, capture)?.name ?? 'packets').replace(/\.\w+$/, '');
  const saved = {
    file: `${name}${filter === '' ? '' : '-part'}`,
    address: `/save?capture=${capture}&filter=${encodeURIComponent(filter)}`,
  };
  return (
    <>
      {mayControl && <Halt capture={capture} />}
      <button type="button" class="btn" onClick={() => change(lay('statistics'))}>
        {say('list', 'statistics')}
      </button>
      {mayControl && <Save {...saved} />}
      {mayControl && <SaveHtml {...saved} />}
    </>
  );
};

const Halt = ({ capture }: { readonly capture: number }) => {
  const { asker, change } = usePage();
  const isOn = usePicked((s) => captureOf(s, capture)?.source?.isOn === true);
  if (!isOn) return null;
  const halt = (): void => {
    asker.act({ act: 'halt', capture }).catch((error: Error) => change(tell(error.message)));
  };
  return (
    <button type="button" class="btn" onClick={halt}>
      {say('list', 'halt')}
    </button>
  );
};

interface SaveProps {
  readonly file: string;
  readonly address: string;
}

const Save = ({ file, address }: SaveProps) => {
  const { change, store } = usePage();
  const save = (): void => {
    if (store.state.link === 'open') saveFrom(address, `${file}.pcapng`);
    else change(tell(say('app', 'lost')));
  };
  return (
    <button type="button" class="btn" title={say('list', 'saveTitle')} onClick={save}>
      {say('list', 'save')}
    </button>
  );
};

const SaveHtml = ({ file, address }: SaveProps) => {
  const { change } = usePage();
  const looks = usePicked((s) => `columns=${encodeURIComponent(columnsText(s.columns))}&rules=${encodeURIComponent(rulesText(s.rules))}`);
  const [isSaving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    if (isSaving) return;
    setSaving(true);
    change(tell(''));
    await saveMade(`${address}&as=html&${looks}`, `${file}.html`).catch((error: Error) => change(tell(error.message)));
    setSaving(false);
  };
  return (
    <button type="button" class="btn" title={say('list', 'saveHtmlTitle')} aria-busy={isSaving} onClick={save}>
      {say('list', isSaving ? 'saving' : 'saveHtml')}
    </button>
  );
};
