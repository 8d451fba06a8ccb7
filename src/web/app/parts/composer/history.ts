/** History: what was sent from this browser, the newest first, with its form and the end of its lines. */
import { useRef } from 'preact/hooks';
import { keep, kept } from '../remembered.ts';
import { FORMS, type Form, LINE_ENDS, type LineEnd } from './typed.ts';

export interface Typed {
  readonly text: string;
  readonly form: Form;
  readonly end: LineEnd;
}

const HISTORY = 'lines';

/** As it is stored; one without a form is a text, as earlier versions kept it. Undefined where it is neither. */
export const typedOf = (entry: unknown, otherwise: Omit<Typed, 'text'>): Typed | undefined => {
  if (typeof entry === 'string') return { text: entry, form: entry.includes('\n') ? 'lines' : otherwise.form, end: otherwise.end };
  if (!Array.isArray(entry)) return undefined;
  const [text, form, end]: readonly unknown[] = entry;
  const [known, ends] = [FORMS.find((one) => one === form), LINE_ENDS.find((one) => one === end)];
  return typeof text === 'string' && known !== undefined && ends !== undefined ? { text, form: known, end: ends } : undefined;
};

const entryOf = ({ text, form, end }: Typed): readonly string[] => [text, form, end];

export const useHistory = () => {
  const at = useRef(-1);
  const draft = useRef<Typed>({ text: '', form: 'text', end: 'LF' });
  const all = (): readonly Typed[] => kept(HISTORY).flatMap((entry) => typedOf(entry, draft.current) ?? []);
  return {
    /** The same text in another form is another one. */
    sent: (typed: Typed): void => {
      const isOther = (entry: unknown): boolean => {
        const known = typedOf(entry, typed);
        return known?.text !== typed.text || known.form !== typed.form;
      };
      keep(HISTORY, [entryOf(typed), ...kept(HISTORY).filter(isOther)]);
      at.current = -1;
    },
    isWalked: (): boolean => at.current >= 0,
    /** The one before or after; what was begun is behind the newest. */
    step: (step: 1 | -1, typed: Typed): Typed => {
      if (at.current === -1) draft.current = typed;
      const lines = all();
      at.current = Math.max(-1, Math.min(lines.length - 1, at.current - step));
      return lines[at.current] ?? draft.current;
    },
  };
};
