/** Lines: a message of several lines whose parts are coloured while it is written, and whose mistakes are named before it goes. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { base64 } from '../../../messages/base64.ts';
import type { DraftPart } from '../../../messages/messages.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { endpointOf } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { mayTakeFocus } from '../use-dialog.ts';
import { stretchesOf } from './draft.ts';
import type { LineEnd } from './typed.ts';

export interface LinesProps {
  readonly endpoint: number;
  readonly text: string;
  readonly bytes: Uint8Array | undefined;
  readonly end: LineEnd;
  onType(text: string): void;
  onSend(): void;
  /** An earlier one, or the next, in its place. */
  onRecall(step: 1 | -1): void;
  /** Whether this is an earlier one. */
  isRecalled(): boolean;
}

const NOTHING: DraftPart = { protocol: '', parts: [], faults: [] };
/** Milliseconds behind the last key. */
const PAUSE = 80;
const END_LENGTHS: Readonly<Record<LineEnd, number>> = { LF: 1, CRLF: 2, none: 0 };

export const Lines = ({ endpoint, text, bytes, end, onType, onSend, onRecall, isRecalled }: LinesProps) => {
  const draft = useDraft(endpoint, text, bytes);
  const host = usePicked((s) => endpointOf(s, endpoint)?.hosts?.[1] ?? endpointOf(s, endpoint)?.address ?? '');
  const area = useRef<HTMLTextAreaElement>(null);
  const shade = useRef<HTMLPreElement>(null);
  const [caret, setCaret] = useState(0);
  useLayoutEffect(() => {
    if (mayTakeFocus(area.current?.form ?? null)) area.current?.focus();
  }, []);
  const stretches = stretchesOf(text, draft.text === text ? draft.it : NOTHING, END_LENGTHS[end]);
  const template = `GET / HTTP/1.1\nHost: ${host}\n\n`;
  return (
    <div class="message">
      <div class="area">
        <pre ref={shade} aria-hidden="true">
          {stretches.map(({ text: part, name, look, isWrong }, k) => (
            <span key={`${k} ${name}`} class={`${look < 0 ? '' : `p${look}`} ${isWrong ? 'wrong' : ''}`}>
              {part}
            </span>
          ))}{' '}
        </pre>
        <textarea
          ref={area}
          value={text}
          rows={5}
          spellcheck={false}
          placeholder={say('composer', 'message')}
          aria-label={say('composer', 'label')}
          onInput={(e) => onType(e.currentTarget.value)}
          onSelect={(e) => setCaret(e.currentTarget.selectionStart)}
          onScroll={(e) => shade.current?.scrollTo({ top: e.currentTarget.scrollTop, left: e.currentTarget.scrollLeft })}
          onKeyDown={(e) => {
            const step = stepOf(e, isRecalled());
            if (step !== undefined) {
              e.preventDefault();
              onRecall(step);
            }
            if (e.key !== 'Enter' || !(e.ctrlKey || e.metaKey)) return;
            e.preventDefault();
            onSend();
          }}
        />
      </div>
      <div class="cap remarks" role="status">
        {text === '' ? (
          <button type="button" class="btn sm" onClick={() => onType(template)}>
            {say('composer', 'request')}
          </button>
        ) : (
          <>
            {bytes !== undefined && <span>{say('composer', 'notYet', { bytes: bytes.length })}</span>}
            {draft.it.protocol !== '' && <span> · {say('composer', 'looksLike', { protocol: draft.it.protocol })}</span>}
            <span class="m"> {fieldAt(stretches, caret)}</span>
            {draft.it.faults.map(({ text: fault, isError }) => (
              <p class="f" key={fault}>
                {isError ? '✕' : '!'} {fault}
              </p>
            ))}
            {draft.it.protocol !== '' && draft.it.faults.length === 0 && <p>✓ {say('composer', 'right')}</p>}
          </>
        )}
      </div>
    </div>
  );
};

/** ↑ and ↓ go among earlier ones where they go nowhere in the text: from its first letter; and, in one that came so, from its first and last line. */
const stepOf = ({ key, shiftKey, currentTarget }: KeyboardEvent, isRecalled: boolean): 1 | -1 | undefined => {
  const { value, selectionStart: at, selectionEnd: to } = currentTarget as HTMLTextAreaElement;
  if (at !== to || shiftKey) return undefined;
  if (key === 'ArrowUp') return (isRecalled ? !value.slice(0, at).includes('\n') : at === 0) ? -1 : undefined;
  return key === 'ArrowDown' && isRecalled && !value.slice(at).includes('\n') ? 1 : undefined;
};

const fieldAt = (stretches: readonly { readonly text: string; readonly name: string }[], caret: number): string => {
  let at = 0;
  for (const { text, name } of stretches) {
    at += text.length;
    if (caret < at) return name;
  }
  return '';
};

/** Of the newest text that was asked about. */
const useDraft = (endpoint: number, text: string, bytes: Uint8Array | undefined): { readonly text: string; readonly it: DraftPart } => {
  const { asker } = usePage();
  const [draft, setDraft] = useState({ text: '', it: NOTHING });
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(() => {
      if (bytes === undefined || bytes.length === 0) setDraft({ text, it: NOTHING });
      else
        asker.ask({ what: 'draft', endpoint, bytes: base64(bytes) }).then(
          (it) => {
            if (isWanted) setDraft({ text, it });
          },
          () => {},
        );
    }, PAUSE);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [asker, endpoint, text, bytes?.length]);
  return draft;
};
