/** SaveLadder: the arrows of a conversation as a file: text, Mermaid or SVG. */
import type { Rung } from '../../../messages/messages.ts';
import { say } from '../../words/say.ts';
import { saveFile } from '../save-file.ts';
import { type Drawn, ladderMermaid, ladderSvg, ladderText } from './export.ts';

const FORMS: readonly (readonly [title: string, name: string, type: string, make: (drawn: Drawn) => string])[] = [
  ['Text', 'ladder.txt', 'text/plain', ladderText],
  ['Mermaid', 'ladder.mmd', 'text/plain', ladderMermaid],
  ['SVG', 'ladder.svg', 'image/svg+xml', ladderSvg],
];

export interface SaveLadderProps {
  readonly rungs: readonly Rung[];
  readonly hosts: readonly [string, string] | undefined;
}

export const SaveLadder = ({ rungs, hosts = ['', ''] }: SaveLadderProps) => (
  <div class="exports" role="group" aria-label={say('ladder', 'saveAs')}>
    <span class="cap">{say('ladder', 'saveAs')}</span>
    {FORMS.map(([title, name, type, make]) => (
      <button
        type="button"
        class="btn sm"
        key={title}
        title={`${say('ladder', 'saveAs')}: ${title}`}
        onClick={() => saveFile(name, type, make({ hosts, rungs }))}
      >
        {title}
      </button>
    ))}
  </div>
);
