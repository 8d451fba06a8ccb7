/** Rail: services, connections and captures, running or over; what can be done with the chosen one; the states of its two sides. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { EndpointRow } from '../../../messages/desk.ts';
import { ageText, packetsText, sizeText } from '../../parts/words.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { endpointOf, isNone, lay, lookAt, show, tell } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';
import { Maker } from './maker.tsx';
import { StateTrack } from './state-track.tsx';

export const Rail = () => {
  const { change } = usePage();
  const endpoints = usePicked((s) => s.desk.endpoints);
  const captures = usePicked((s) => s.desk.captures);
  const chosen = usePicked((s) => s.endpoint);
  const mayControl = usePicked((s) => s.mayControl);
  const isMaking = usePicked((s) => s.overlay === 'maker');
  const services = endpoints.filter((e) => e.kind === 'service');
  const own = endpoints.filter((e) => e.kind === 'connection' && e.parent === undefined);
  const files = captures.filter((c) => !c.isLive);
  const row = (e: EndpointRow) => <EndpointItem key={e.id} endpoint={e} isOn={e.id === chosen} />;
  return (
    <aside class="rail" aria-label={say('rail', 'endpoints')}>
      <div class="ph">
        <h2>{say('rail', 'endpoints')}</h2>
        <span class="sp" />
        {mayControl && (
          <button type="button" class="btn sm" aria-expanded={isMaking} onClick={() => change(lay('maker'))}>
            {say('rail', 'make')} <kbd>N</kbd>
          </button>
        )}
      </div>
      {isMaking && mayControl && <Maker onDone={() => change(lay(''))} />}
      <div class="scroll">
        <h3>{say('rail', 'services')}</h3>
        {services.length === 0 && <p class="cap none">{say('rail', 'noService')}</p>}
        {services.map((service) => (
          <>
            {row(service)}
            {endpoints.filter((e) => e.parent === service.id).map(row)}
          </>
        ))}
        <h3>{say('rail', 'connections')}</h3>
        {own.length === 0 ? <p class="cap none">{say('rail', 'noConnection')}</p> : own.map(row)}
        <h3>{say('rail', 'captures')}</h3>
        {files.length === 0 && <p class="cap none">{say('rail', mayControl ? 'noCapture' : 'noCaptureGuest')}</p>}
        {files.map((c) => (
          <button type="button" class="it" key={c.id} onClick={() => change((s) => show('captures')({ ...s, capture: c.id }))}>
            <span class="g">{c.source?.isOn === true ? '●' : '▤'}</span>
            <span class="el m">{c.name}</span>
            <span class="x">
              <span class="mark R">R</span>
            </span>
            <span class="cap el">{packetsText(c.frames)}</span>
          </button>
        ))}
      </div>
      {mayControl && <Deeds />}
      <StateTrack />
    </aside>
  );
};

const GLYPHS: Readonly<Record<EndpointRow['state'], string>> = {
  listens: '◉',
  opening: '◌',
  open: '●',
  closed: '○',
  reset: '✕',
  refused: '⊘',
  failed: '⊘',
};

const EndpointItem = ({ endpoint, isOn }: { readonly endpoint: EndpointRow; readonly isOn: boolean }) => {
  const { change } = usePage();
  const { id, state, title, parent } = endpoint;
  const isFault = state === 'reset' || isNone(endpoint);
  const at = useClock(endpoint.closed === undefined && endpoint.kind === 'connection');
  const row = useRef<HTMLButtonElement>(null);
  // One that was chosen elsewhere, or by itself, is not left out of sight.
  useEffect(() => {
    const around = isOn ? row.current?.closest('.scroll') : null;
    if (!around) return undefined;
    const watcher = new ResizeObserver(() => row.current?.scrollIntoView({ block: 'nearest' }));
    watcher.observe(around);
    return () => watcher.disconnect();
  }, [isOn]);
  return (
    <button
      ref={row}
      type="button"
      class={`it ${parent === undefined ? '' : 'sub'} ${isOn ? 'on' : ''}`}
      aria-pressed={isOn}
      onClick={() => change(lookAt(id))}
    >
      <span class={`g ${isFault ? 'f' : ''}`} aria-hidden="true">
        {GLYPHS[state]}
      </span>
      <span class="el m">{title}</span>
      <span class={`x ${isFault ? 'f' : ''}`}>{say('rail', state)}</span>
      <About endpoint={endpoint} at={at} />
    </button>
  );
};

/** The second line: where it listens; bytes each way and age; who closed it, in a line of its own where there is no room beside. */
const About = ({ endpoint: e, at }: { readonly endpoint: EndpointRow; readonly at: number }) => {
  if (e.kind === 'service') return <span class="cap el">{e.address}</span>;
  if (isNone(e)) return <span class="cap el">{e.why ?? ''}</span>;
  const size =
    e.toServer === e.toClient && e.closed !== undefined
      ? say('rail', 'each', { size: sizeText(e.toServer) })
      : `↑ ${sizeText(e.toServer)}  ↓ ${sizeText(e.toClient)}`;
  return (
    <span class="cap parts">
      <span>{size} ·</span> <span>{e.closed === undefined ? ageText((at - e.opened) / 1000) : endText(e)}</span>
    </span>
  );
};

/** `client FIN`, `server cut off` */
const endText = ({ ended }: EndpointRow): string => {
  if (ended === undefined) return '';
  const { by, isCut, isTcp } = ended;
  return `${say('common', by)} ${isTcp ? (isCut ? 'RST' : 'FIN') : say('rail', isCut ? 'didCut' : 'didEnd')}`;
};

/** The clock of the server, each second while somebody needs it. */
const useClock = (isNeeded: boolean): number => {
  const behind = usePicked((s) => s.behind);
  const [at, setAt] = useState(Date.now());
  useEffect(() => {
    if (!isNeeded) return undefined;
    const timer = setInterval(() => setAt(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isNeeded]);
  return at + behind;
};

/** What can be done with the chosen one. */
const Deeds = () => {
  const { asker, change } = usePage();
  const endpoint = usePicked((s) => endpointOf(s, s.endpoint));
  if (endpoint === undefined || endpoint.closed !== undefined) return null;
  const { id } = endpoint;
  const act = (what: 'end' | 'cut' | 'stop') => () => {
    asker.act({ act: what, endpoint: id }).catch((error: Error) => change(tell(error.message)));
  };
  return (
    <div class="acts">
      {endpoint.kind === 'service' ? (
        <button type="button" class="btn sm" onClick={act('stop')}>
          {say('rail', 'stop', { name: endpoint.title })}
        </button>
      ) : (
        <>
          {endpoint.isOurs && (
            <button type="button" class="btn sm" onClick={act('end')}>
              {say('common', 'close')}
            </button>
          )}
          <button type="button" class="btn sm" onClick={act('cut')}>
            {say('rail', 'cutOff')}
          </button>
        </>
      )}
    </div>
  );
};
