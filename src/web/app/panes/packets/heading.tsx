/** Heading: the titles of a list's columns; those that can be moved are dragged to another place. */
import { useRef, useState } from 'preact/hooks';
import { keyOf, moveColumn, removeColumn } from '../../state/columns.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { say } from '../../words/say.ts';
import { titleOf } from './columns.tsx';
import type { Cell, Layout } from './layout.ts';
import { NEXT_TIMES } from './row-time.ts';

/** The row of titles: it stands above what scrolls, and the grid owns it. */
export const HEADING = 'packet-titles';

export const Heading = ({ layout }: { readonly layout: Layout }) => {
  const { over, drag } = useDragged();
  return (
    <div
      class={`tr th ${over === '' ? '' : 'dragging'}`}
      role="row"
      id={HEADING}
      aria-rowindex={1}
      style={{ gridTemplateColumns: layout.tracks }}
      onPointerDown={drag}
    >
      <span role="columnheader" class="r">
        {say('list', 'number')}
      </span>
      <span role="columnheader">
        <span class="sr">{say('list', 'mark')}</span>
      </span>
      {layout.cells.map((cell) => (
        <Title key={keyFor(cell)} cell={cell} isOver={over === keyFor(cell)} />
      ))}
    </div>
  );
};

const keyFor = (cell: Cell): string => keyOf({ ...cell, isHidden: false } as Parameters<typeof keyOf>[0]);

const Title = ({ cell, isOver }: { readonly cell: Cell; readonly isOver: boolean }) => {
  const { change } = usePage();
  const times = usePicked((s) => s.times);
  const isTerse = usePicked((s) => s.isTerse);
  const props = { role: 'columnheader', 'data-column': keyFor(cell) } as const;
  const mark = isOver ? 'over' : '';
  if (cell.kind === 'field')
    return (
      <span {...props} class={`lo m field ${mark}`} title={cell.name}>
        <span class="el">{cell.name}</span>
        <button type="button" aria-label={say('list', 'removeColumn', { name: cell.name })} onClick={() => change(removeColumn(cell.name))}>
          ✕
        </button>
      </span>
    );
  switch (cell.name) {
    case 'time':
      return (
        <span {...props} class={`r ${mark}`}>
          <button type="button" title={say('list', 'timesTitle')} onClick={() => change((s) => ({ ...s, times: NEXT_TIMES[s.times] }))}>
            {say('list', times)} ⇄
          </button>
        </span>
      );
    case 'protocol':
      return (
        <span {...props} class={`lo ${mark}`} title={say('list', 'protocol')}>
          <span class="sr">{say('list', 'protocol')}</span>
        </span>
      );
    case 'says':
      return (
        <span {...props} class={mark}>
          <button type="button" title={say('list', 'tersTitle')} onClick={() => change((s) => ({ ...s, isTerse: !s.isTerse }))}>
            {isTerse ? 'Info' : say('list', 'says')} ⇄
          </button>
        </span>
      );
    default:
      return (
        <span {...props} class={`lo ${cell.name === 'length' ? 'r' : ''} ${mark}`}>
          {titleOf(cell)}
        </span>
      );
  }
};

const swallow = (event: Event): void => event.stopPropagation();

/** Pixels after which a press is a drag and no click. */
const FAR = 5;

/** A title that is dragged over another takes its place when it is let go. */
const useDragged = () => {
  const { change } = usePage();
  const [over, setOver] = useState('');
  const at = useRef('');
  const columnAt = (target: EventTarget | Element | null): string =>
    (target instanceof Element ? target.closest<HTMLElement>('[data-column]')?.dataset['column'] : undefined) ?? '';
  const drag = (down: PointerEvent): void => {
    const dragged = columnAt(down.target);
    if (dragged === '' || down.button !== 0) return;
    const move = (event: PointerEvent): void => {
      if (at.current === '' && Math.abs(event.clientX - down.clientX) < FAR) return;
      at.current = columnAt(document.elementFromPoint(event.clientX, down.clientY)) || at.current || dragged;
      setOver(at.current);
    };
    const end = (event: Event): void => {
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
      if (event.type === 'pointerup' && at.current !== '') {
        change(moveColumn(dragged, at.current));
        // What was dragged is not pressed too.
        addEventListener('click', swallow, { capture: true });
        setTimeout(() => removeEventListener('click', swallow, { capture: true }));
      }
      at.current = '';
      setOver('');
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
  };
  return { over, drag };
};
