/** Chat: a room as those see it who are in it, whatever program each of them types into. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { utf8 } from '../../../../core/bytes.ts';
import { base64 } from '../../../messages/base64.ts';
import { useFollowed } from '../../parts/use-followed.ts';
import { usePage } from '../../state/page.ts';
import { tell } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { chatLinesOf } from './lines.ts';

export interface ChatProps {
  readonly capture: number;
  readonly conversation: number;
  readonly endpoint: number;
  readonly mayType: boolean;
}

export const Chat = ({ capture, conversation, endpoint, mayType }: ChatProps) => {
  const { asker, change } = usePage();
  const { pieces } = useFollowed(capture, conversation);
  const lines = chatLinesOf(pieces, say('talk', 'you'));
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollTo({ top: box.current.scrollHeight }), [lines.length]);
  const type = (line: string): void => {
    asker.act({ act: 'send', endpoint, bytes: base64(utf8(`${line}\n`)) }).catch((error: Error) => change(tell(error.message)));
  };
  return (
    <div class="room-talk">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <div class="said" ref={box} tabIndex={0} role="log" aria-label={say('chat', 'label')}>
        {lines.length === 0 && <p class="dim">{say('chat', 'quiet')}</p>}
        {lines.map(({ who, text, at, isOwn, isNote }, k) => (
          <p key={`${k} ${text}`} class={isNote ? 'dim' : ''}>
            {at !== '' && <span class="cap">{at} </span>}
            {who !== '' && <b class={isOwn ? 'c' : 's'}>{who}</b>} {text}
          </p>
        ))}
      </div>
      {mayType && (
        <div class="deeds">
          <Named label={say('chat', 'name')} onGo={(name) => type(`/name ${name}`)} />
          <Named label={say('chat', 'join')} onGo={(room) => type(`/join ${room}`)} />
          <button type="button" class="btn sm" onClick={() => type('/who')}>
            {say('chat', 'who')}
          </button>
          <button type="button" class="btn sm" onClick={() => type('/rooms')}>
            {say('chat', 'rooms')}
          </button>
        </div>
      )}
    </div>
  );
};

const Named = ({ label, onGo }: { readonly label: string; readonly onGo: (name: string) => void }) => {
  const [name, setName] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') onGo(name.trim());
        setName('');
      }}
    >
      <input value={name} placeholder={label} aria-label={label} onInput={(e) => setName(e.currentTarget.value)} />
      <button type="submit" class="btn sm" disabled={name.trim() === ''} aria-label={`${say('chat', 'go')}: ${label}`}>
        {say('chat', 'go')}
      </button>
    </form>
  );
};
