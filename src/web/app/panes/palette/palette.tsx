/** Palette: everything that can be done, by its name. */
import { useState } from 'preact/hooks';
import { useDialog } from '../../parts/use-dialog.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { lay } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { type Command, commandsFor } from './commands.ts';

export const Palette = () => {
  const isOpen = usePicked((s) => s.overlay === 'palette');
  return isOpen ? <Open /> : null;
};

const Open = () => {
  const page = usePage();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const box = useDialog(true);
  const commands = commandsFor(text, page.store.state);
  const run = (command: Command | undefined): void => {
    page.change((s) => ({ ...s, overlay: '' }));
    command?.run(page);
  };
  const keys = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) setAt((at + step + commands.length) % Math.max(1, commands.length));
    else if (event.key === 'Enter') run(commands[at]);
    else if (event.key === 'Escape') page.change(lay(''));
    else return;
    event.preventDefault();
  };
  return (
    <div class="pop palette" ref={box} role="dialog" aria-label={say('palette', 'label')}>
      <input
        value={text}
        placeholder={say('palette', page.store.state.mayControl ? 'what' : 'whatSeen')}
        aria-label={say('palette', 'todo')}
        role="combobox"
        aria-expanded
        aria-controls="commands"
        spellcheck={false}
        onInput={(e) => {
          setText(e.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={keys}
        onBlur={() => page.change((s) => (s.overlay === 'palette' ? { ...s, overlay: '' } : s))}
      />
      <div id="commands" role="listbox" aria-label={say('palette', 'commands')} onMouseDown={(e) => e.preventDefault()}>
        {commands.map((command, k) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the input takes the keys
          <div class="opt" key={command.name} role="option" aria-selected={k === at} onClick={() => run(command)}>
            <span>{command.name}</span>
            <span class="sp" />
            <span class="dim">{command.says}</span>
          </div>
        ))}
        {commands.length === 0 && <p class="cap">{say('palette', 'none')}</p>}
      </div>
    </div>
  );
};
