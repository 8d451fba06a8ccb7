/** Maker: opens a connection, starts a service, begins to speak a protocol by hand, or captures from an interface. */
import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../../messages/messages.ts';
import { useDialog } from '../../parts/use-dialog.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { made, show, tell } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

type Done = (opened: Promise<number | undefined>) => void;

export const Maker = ({ onDone }: { readonly onDone: () => void }) => {
  const { asker, change } = usePage();
  const [address, setAddress] = useState('');
  const box = useDialog(false);
  const done: Done = (opened) => {
    opened.then(
      (id) => {
        change(made(id));
        onDone();
      },
      (error: Error) => change(tell(error.message)),
    );
  };
  return (
    <div class="pop maker" ref={box} role="dialog" aria-label={say('maker', 'label')} onKeyDown={(e) => e.key === 'Escape' && onDone()}>
      <div>
        <h2>{say('maker', 'connect')}</h2>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            done(asker.act({ act: 'connect', address }));
          }}
        >
          <input
            value={address}
            onInput={(e) => setAddress(e.currentTarget.value)}
            placeholder="127.0.0.1:7007"
            aria-label={say('maker', 'address')}
            spellcheck={false}
          />
          <button type="submit" class="btn" disabled={address.trim() === ''}>
            {say('maker', 'connectNow')}
          </button>
        </form>
        <Serve done={done} />
      </div>
      <div>
        <ByHand done={done} />
        <CaptureFrom onDone={onDone} />
      </div>
    </div>
  );
};

const OVER = ['tcp', 'udp'] as const;

/** Services that can be started, over what they are to be reached. */
const Serve = ({ done }: { readonly done: Done }) => {
  const { asker } = usePage();
  const services = usePicked((s) => s.services);
  const [over, setOver] = useState<(typeof OVER)[number]>('tcp');
  return (
    <>
      <div class="serve-over">
        <h2>{say('maker', 'service')}</h2>
        <div class="seg" role="group" aria-label={say('maker', 'over')}>
          {OVER.map((one) => (
            <button type="button" key={one} aria-pressed={over === one} onClick={() => setOver(one)}>
              {one.toUpperCase()}
            </button>
          ))}
        </div>
      </div>
      <p class="cap">{say('maker', over)}</p>
      <ul class="choices">
        {services
          .filter((service) => service.over.includes(over))
          .map(({ name, title }) => (
            // A name alone tells a beginner nothing.
            <li key={name}>
              <button
                type="button"
                class="btn sm"
                aria-describedby={`does-${name}`}
                onClick={() => done(asker.act({ act: 'serve', service: name, over, port: 0 }))}
              >
                {name}
              </button>
              <span class="cap" id={`does-${name}`}>
                {title}
              </span>
            </li>
          ))}
      </ul>
    </>
  );
};

const ByHand = ({ done }: { readonly done: Done }) => {
  const { asker } = usePage();
  const guides = usePicked((s) => s.guides);
  const endpoints = usePicked((s) => s.desk.endpoints);
  const [guide, setGuide] = useState('');
  const [host, setHost] = useState('');
  const [user, setUser] = useState('guest');
  const [password, setPassword] = useState('guest');
  const chosen = guide === '' ? (guides[0]?.name ?? '') : guide;
  const own = endpoints.find((e) => e.kind === 'service' && e.title === chosen && e.state === 'listens')?.address ?? '';
  const address = host === '' ? own : host;
  return (
    <>
      <h2>{say('maker', 'byHand')}</h2>
      <form
        class="by-hand"
        onSubmit={(event) => {
          event.preventDefault();
          done(asker.act({ act: 'guide', guide: chosen, address, user, password }));
        }}
      >
        <select value={chosen} aria-label={say('maker', 'protocol')} onChange={(e) => setGuide(e.currentTarget.value)}>
          {guides.map(({ name, title }) => (
            <option key={name} value={name} title={title}>
              {name}
            </option>
          ))}
        </select>
        <input
          value={host}
          placeholder={own || say('maker', 'host')}
          aria-label={say('maker', 'host')}
          onInput={(e) => setHost(e.currentTarget.value)}
        />
        <input value={user} aria-label={say('maker', 'user')} autocomplete="off" onInput={(e) => setUser(e.currentTarget.value)} />
        <input
          value={password}
          type="password"
          aria-label={say('maker', 'password')}
          autocomplete="off"
          onInput={(e) => setPassword(e.currentTarget.value)}
        />
        <button type="submit" class="btn" disabled={address.trim() === ''}>
          {say('maker', 'begin')}
        </button>
      </form>
    </>
  );
};

/** The interfaces of this machine; or why nothing can be captured, and what would help. */
const CaptureFrom = ({ onDone }: { readonly onDone: () => void }) => {
  const { asker, change } = usePage();
  const [known, setKnown] = useState<Answer<'interfaces'>>();
  const [filter, setFilter] = useState('');
  const refused = (error: Error): void => change(tell(error.message));
  useEffect(() => {
    asker.ask({ what: 'interfaces' }).then(setKnown, refused);
  }, []);
  const capture = (name: string): void => {
    asker.act({ act: 'capture', interface: name, filter: filter.trim() }).then((id) => {
      change((s) => show('captures')({ ...s, notice: '', ...(id !== undefined && { capture: id }) }));
      onDone();
    }, refused);
  };
  return (
    <>
      <h2>{say('maker', 'capture')}</h2>
      {known?.may === true && (
        <div class="choices">
          {known.interfaces.map(({ name, state, addresses }) => (
            <button type="button" class="btn sm" key={name} title={[state, ...addresses].join(', ')} onClick={() => capture(name)}>
              {name}
            </button>
          ))}
          <input
            class="capture-filter"
            value={filter}
            placeholder={say('maker', 'captureFilter')}
            aria-label={say('maker', 'captureFilter')}
            spellcheck={false}
            onInput={(e) => setFilter(e.currentTarget.value)}
          />
        </div>
      )}
      {known?.may === false && (
        <p class="cap" title={known.says.join('\n')}>
          {say('maker', 'mayNot')} {known.says.at(1)}
        </p>
      )}
    </>
  );
};
