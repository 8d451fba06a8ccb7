/**
 * Linked: a field has one name in tree, ruler and bytes (`data-f`). What is pointed at is lit in all of them by classes that are set here:
 * nothing is drawn again. Leaving falls back to the pinned one.
 */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Packet } from '../../../messages/packet.ts';

export interface Linked {
  /** What is pointed at or pinned. */
  readonly field: string;
  readonly pinned: string;
  pin(field: string): void;
}

export const useLinked = (pane: RefObject<HTMLElement | null>, packet: Packet | undefined): Linked => {
  const [pinned, setPinned] = useState('');
  const [hovered, setHovered] = useState('');
  const has = packet !== undefined;
  const current = useRef('');
  useEffect(() => {
    const element = pane.current;
    if (!has || element === null) return undefined;
    const over = (event: Event): void => setHovered(fieldAt(event));
    const out = (): void => setHovered('');
    const click = (event: Event): void => {
      const field = fieldAt(event);
      if (field !== '') setPinned((now) => (now === field ? '' : field));
    };
    const key = (event: KeyboardEvent): void => {
      const to = stepped(event, current.current);
      if (to !== undefined) {
        setHovered(to);
        event.preventDefault();
      } else if (event.key === 'Enter' && isWalked(event) && current.current !== '') {
        setPinned((now) => (now === current.current ? '' : current.current));
        event.preventDefault();
      } else if (event.key === 'Escape') setPinned('');
    };
    element.addEventListener('keydown', key);
    element.addEventListener('mouseover', over);
    element.addEventListener('focusin', over);
    element.addEventListener('mouseleave', out);
    element.addEventListener('click', click);
    return () => {
      element.removeEventListener('keydown', key);
      element.removeEventListener('mouseover', over);
      element.removeEventListener('focusin', over);
      element.removeEventListener('mouseleave', out);
      element.removeEventListener('click', click);
    };
  }, [pane, has]);
  useLayoutEffect(() => {
    light(pane.current, hovered, 'hv');
    light(pane.current, pinned, 'pin');
    current.current = hovered || pinned;
  });
  return { field: hovered || pinned, pinned, pin: setPinned };
};

/** Ruler and bytes are walked field by field. */
const isWalked = ({ target }: Event): boolean => target instanceof Element && target.matches(WALKED);
const WALKED = '.ruler, .hexbox .scroll';

/** The field before or after that one where an arrow was pressed; undefined where no arrow was, or nowhere to go. */
const stepped = (event: KeyboardEvent, from: string): string | undefined => {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0 || !isWalked(event)) return undefined;
  const elements = [...(event.target as Element).querySelectorAll<HTMLElement>('[data-f]')];
  const fields = [...new Set(elements.map((e) => e.dataset['f']?.split(' ')[0] ?? ''))].filter((field) => field !== '');
  const at = fields.indexOf(from);
  const to = fields[at < 0 ? (step > 0 ? 0 : fields.length - 1) : at + step];
  elements.find((e) => to !== undefined && isOf(e, to))?.scrollIntoView({ block: 'nearest' });
  return to;
};

const fieldAt = ({ target }: Event): string => {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-f]') : null;
  return element?.dataset['f']?.split(' ')[0] ?? '';
};

const light = (pane: HTMLElement | null, field: string, name: string): void => {
  if (pane === null) return;
  for (const element of pane.querySelectorAll(`.${name}`)) if (!isOf(element, field)) element.classList.remove(name);
  if (field === '') return;
  for (const element of pane.querySelectorAll('[data-f]')) if (isOf(element, field)) element.classList.add(name);
};

const isOf = (element: Element, field: string): boolean =>
  field !== '' && element instanceof HTMLElement && (element.dataset['f']?.split(' ').includes(field) ?? false);
