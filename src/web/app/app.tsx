/** App: which panes stand where, keys that work everywhere, files that are dropped. */
import { useEffect, useState } from 'preact/hooks';
import { openFile } from './link/open-file.ts';
import { Chat } from './panes/chat/chat.tsx';
import { Contents } from './panes/contents/contents.tsx';
import { Conversation } from './panes/conversation/conversation.tsx';
import { Find } from './panes/find/find.tsx';
import { Follow } from './panes/follow/follow.tsx';
import { Keys } from './panes/keys/keys.tsx';
import { Lessons } from './panes/lessons/lessons.tsx';
import { Mail } from './panes/mail/mail.tsx';
import { CaptureHead } from './panes/overview/capture-head.tsx';
import { Overview } from './panes/overview/overview.tsx';
import { Packet } from './panes/packet/packet.tsx';
import { Packets } from './panes/packets/packets.tsx';
import { Palette } from './panes/palette/palette.tsx';
import { Poster } from './panes/poster/poster.tsx';
import { MachineSheet } from './panes/rail/machine-sheet.tsx';
import { Rail } from './panes/rail/rail.tsx';
import { Statistics } from './panes/statistics/lazy.tsx';
import { Status } from './panes/status/status.tsx';
import { Tabs } from './panes/tabs/tabs.tsx';
import { Talk } from './panes/talk/talk.tsx';
import { Top } from './panes/top/top.tsx';
import { Notices } from './parts/notices.tsx';
import { keyPressed } from './state/keys.ts';
import { usePage, usePicked } from './state/page.ts';
import { choose, shownCapture } from './state/page-state.ts';
import { say } from './words/say.ts';

export const App = () => {
  const page = usePage();
  const { change, store } = page;
  const view = usePicked((s) => s.view);
  // What is there decides which view is the first: nothing is drawn before that could be typed into, and go away.
  const isTold = usePicked((s) => s.desk.now !== 0);
  const tab = usePicked((s) => s.tab);
  const capture = usePicked(shownCapture);
  const dragged = useDrops((file) => openFile(page, file));
  useEffect(() => {
    const press = (event: KeyboardEvent): void => keyPressed(event, page);
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [page]);
  // On a phone the packet of a capture has the screen for itself.
  const select = (packet: number): void =>
    change((s) => ({ ...choose(shownCapture(store.state), { packet, follows: false })(s), tab: s.view === 'captures' ? 'packet' : s.tab }));
  return (
    <div class="app" data-tab={tab} data-view={view}>
      <Top />
      {!isTold ? (
        <main class="bench" aria-busy="true" />
      ) : view === 'live' ? (
        <main class="bench">
          <Rail />
          <div class="mid">
            <Talk
              capture={capture}
              onSelect={select}
              mail={<Mail />}
              room={({ id, isOurs, state }, conversation) => (
                <Chat capture={capture} conversation={conversation} endpoint={id} mayType={isOurs && state === 'open'} />
              )}
            />
            <Packets capture={capture} onSelect={select} />
          </div>
          <Packet capture={capture} onSelect={select} />
        </main>
      ) : view === 'lessons' ? (
        <Lessons capture={capture} onSelect={select} />
      ) : (
        <main class="bench captures">
          <CaptureHead capture={capture} />
          <Overview capture={capture} />
          <Contents capture={capture} />
          <Packets capture={capture} onSelect={select} wide />
          <Beside capture={capture} onSelect={select} />
        </main>
      )}
      <Status />
      <Tabs />
      <Notices />
      <Palette />
      <Keys />
      <MachineSheet />
      <Poster capture={capture} />
      <Statistics capture={capture} />
      <Find key={`find ${capture}`} capture={capture} />
      <FileInput />
      {dragged && <div class="drop">{say('app', 'drop')}</div>}
    </div>
  );
};

interface BesideProps {
  readonly capture: number;
  onSelect(packet: number): void;
}

/** Beside the packets of a capture: the chosen one, or the ladder of its conversation. */
const Beside = ({ capture, onSelect }: BesideProps) => {
  const { change } = usePage();
  const beside = usePicked((s) => s.beside);
  return (
    <div class="side">
      <div class="ph">
        <div class="seg" role="group" aria-label={say('app', 'beside')}>
          {BESIDE.map((name) => (
            <button type="button" key={name} aria-pressed={beside === name} onClick={() => change((s) => ({ ...s, beside: name }))}>
              {say('app', name)}
            </button>
          ))}
        </div>
      </div>
      {beside === 'packet' && <Packet capture={capture} onSelect={onSelect} />}
      {beside === 'ladder' && <Conversation capture={capture} onSelect={onSelect} />}
      {beside === 'follow' && <Follow capture={capture} onSelect={onSelect} />}
    </div>
  );
};
const BESIDE = ['packet', 'ladder', 'follow'] as const;

/** Any button that opens a file presses this. */
const FileInput = () => {
  const page = usePage();
  return (
    <input
      id="file"
      type="file"
      hidden
      onChange={(e) => {
        const [file] = e.currentTarget.files ?? [];
        if (file !== undefined) openFile(page, file);
        e.currentTarget.value = '';
      }}
    />
  );
};

/** Whether something is dragged over the page; what is dropped goes to `take`. */
const useDrops = (take: (file: File) => void): boolean => {
  const [dragged, setDragged] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent): void => {
      event.preventDefault();
      setDragged(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setDragged(false);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setDragged(false);
      for (const file of event.dataTransfer?.files ?? []) take(file);
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  });
  return dragged;
};
