/** Tree: layers and fields as Wireshark names them; the layer that is looked at is open. What Wirecat worked out stands folded at its end. */
import { useEffect, useState } from 'preact/hooks';
import type { Packet, PacketNode } from '../../../messages/packet.ts';
import { bytesText } from '../../parts/words.ts';
import { addColumn, fieldsOf, removeColumn } from '../../state/columns.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { say } from '../../words/say.ts';

export interface TreeProps {
  readonly packet: Packet;
  /** Number of the layer that is looked at. */
  readonly open: string;
  readonly pinned: string;
  onPin(field: string): void;
}

export const Tree = ({ packet, open, onPin, pinned }: TreeProps) => {
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const at = packet.layers[Number(open)];
  const opened = at?.name === 'data' ? 'data' : `layer ${open}`;
  useEffect(() => setUnfolded((now) => new Set([...now].filter((key) => !key.startsWith('layer')).concat(opened))), [opened]);
  const toggle = (key: string): void => {
    const next = new Set(unfolded);
    if (!next.delete(key)) next.add(key);
    setUnfolded(next);
  };
  const lines = linesOf(packet, unfolded);
  const { change } = usePage();
  const columns = usePicked((s) => s.columns);
  const fields = fieldsOf(columns);
  const turn = (name: string): void => change(fields.includes(name) ? removeColumn(name) : addColumn(name));
  const keys = (event: KeyboardEvent): void => {
    const at = [...(event.currentTarget as HTMLElement).children].indexOf(event.target as HTMLElement);
    const name = lines[at]?.node.name ?? '';
    if (event.key === '+' && name !== '') {
      turn(name);
      event.preventDefault();
    } else walk(event, onPin, pinned);
  };
  return (
    <div class="tree" role="tree" aria-label={say('packet', 'fields')} onKeyDown={keys}>
      {lines.map((line, k) => (
        <TreeLine
          key={line.key}
          line={line}
          isFirst={k === 0}
          isColumn={fields.includes(line.node.name)}
          onColumn={turn}
          onToggle={() => toggle(line.key)}
        />
      ))}
    </div>
  );
};

interface Line {
  readonly key: string;
  readonly depth: number;
  readonly isOpen: boolean | undefined;
  readonly node: PacketNode;
}

const linesOf = (packet: Packet, unfolded: ReadonlySet<string>): readonly Line[] => {
  const lines: Line[] = [];
  const put = (node: PacketNode, key: string, depth: number): void => {
    const isOpen = node.children.length === 0 ? undefined : unfolded.has(key);
    lines.push({ key, depth, isOpen, node });
    if (isOpen !== true) return;
    const told = node.children.filter((c) => !c.isGenerated || c.severity !== '');
    const made = node.children.filter((c) => c.isGenerated && c.severity === '');
    for (const [k, child] of told.entries()) put(child, `${key} ${k}`, depth + 1);
    if (made.length > 0) put(workedOut(made), `${key} made`, depth + 1);
  };
  for (const [k, node] of packet.tree.entries()) put(node, k === 0 ? 'frame' : node.name === 'data' ? 'data' : `layer ${k - 1}`, 0);
  return lines;
};

const workedOut = (children: readonly PacketNode[]): PacketNode => ({
  field: '',
  name: '',
  text: say('packet', 'worked', { count: children.length }),
  bits: '',
  offset: -1,
  length: 0,
  source: 0,
  isGenerated: true,
  severity: '',
  about: '',
  filter: '',
  children: children.map((c) => ({ ...c, isGenerated: false })),
});

interface TreeLineProps {
  readonly line: Line;
  readonly isFirst: boolean;
  /** The field has a column in the list of packets. */
  readonly isColumn: boolean;
  onColumn(name: string): void;
  onToggle(): void;
}

const TreeLine = ({ line: { node, depth, isOpen }, isFirst, isColumn, onColumn, onToggle }: TreeLineProps) => {
  const at = node.text.indexOf(': ');
  const isHead = depth === 0;
  const [title, value] = isHead || at < 0 ? [node.text, ''] : [node.text.slice(0, at), node.text.slice(at + 2)];
  const looks = `${isHead ? 'h' : ''} ${node.isGenerated ? 'gen' : ''} ${node.severity === '' ? '' : 'bad'}`;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    <div
      class={looks}
      role="treeitem"
      tabIndex={isFirst ? 0 : -1}
      aria-level={depth + 1}
      {...(isOpen !== undefined && { 'aria-expanded': isOpen })}
      style={{ '--in': depth }}
      {...(node.field !== '' && !isHead && { 'data-f': node.field })}
      onClick={() => isOpen !== undefined && onToggle()}
    >
      {isOpen !== undefined && (
        <span class="dim" aria-hidden="true">
          {isOpen ? '▾' : '▸'}
        </span>
      )}
      <span class="k">
        {node.severity !== '' && '⚠ '}
        {title}
      </span>
      <span class="v">{value}</span>
      <span class="b">{isHead && node.length > 0 ? bytesText(node.length) : node.bits}</span>
      {!isHead && node.name !== '' && (
        <button
          type="button"
          class={`as-column ${isColumn ? 'is' : ''}`}
          tabIndex={-1}
          aria-pressed={isColumn}
          title={say('packet', isColumn ? 'noColumn' : 'asColumn', { name: node.name })}
          onClick={(e) => {
            e.stopPropagation();
            onColumn(node.name);
          }}
        >
          {isColumn ? '✓' : '+'} {say('packet', 'column')}
        </button>
      )}
    </div>
  );
};

/** Arrows walk and fold; Enter pins. */
const walk = (event: KeyboardEvent, onPin: (field: string) => void, pinned: string): void => {
  const { target, key } = event;
  if (!(target instanceof HTMLElement)) return;
  const other = key === 'ArrowDown' ? target.nextElementSibling : key === 'ArrowUp' ? target.previousElementSibling : null;
  const isOpen = target.getAttribute('aria-expanded');
  if (other instanceof HTMLElement) other.focus();
  else if ((key === 'ArrowRight' && isOpen === 'false') || (key === 'ArrowLeft' && isOpen === 'true')) target.click();
  else if (key === 'Enter' && target.dataset['f'] !== undefined) onPin(pinned === target.dataset['f'] ? '' : target.dataset['f']);
  else return;
  event.preventDefault();
};
