/** Welcome: what stands in place of a packet while none is chosen: what has happened already, and what to try. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PacketRow } from '../../../messages/row.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { captureOf, choose, LIVE, show, tell } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

interface ExplainedProps {
  readonly service: string;
  readonly capture: number;
}

/** Packets that are looked at for a line, and milliseconds without a new one. */
const [NEWEST, QUIET] = [64, 120];

/** The one that carried what a client said last. */
const lineIn = (rows: readonly PacketRow[]): PacketRow | undefined => rows.findLast((row) => row.side === 0 && row.text !== '');

/** What the first packets show: a handshake, the one that carried the line, ports. */
const Explained = ({ service, capture }: ExplainedProps) => {
  const { asker, change } = usePage();
  const mayControl = usePicked((s) => s.mayControl);
  const frames = usePicked((s) => captureOf(s, capture)?.frames ?? 0);
  const [rows, setRows] = useState<readonly PacketRow[]>([]);
  // Once it is quiet: what was typed last.
  useEffect(() => {
    if (frames < 4) return undefined;
    const from = Math.max(0, frames - NEWEST);
    const timer = setTimeout(() => {
      asker.ask({ what: 'rows', capture, filter: '', from, count: NEWEST, fields: '' }).then(
        (part) => {
          if (lineIn(part.rows) !== undefined) setRows(part.rows);
        },
        () => {},
      );
    }, QUIET);
    return () => clearTimeout(timer);
  }, [asker, capture, frames]);
  const carrier = lineIn(rows);
  if (carrier === undefined) return null;
  const { number, text } = carrier;
  const back = rows.find((row) => row.number > number && row.side === 1 && row.text === text)?.number;
  const said = { line: text.replace(/[↤⏎]+$/, ''), number: String(number) };
  const Show = ({ number }: { readonly number: number }) => (
    <button type="button" class="btn sm" onClick={() => change(choose(capture, { packet: number, follows: false }))}>
      {say('welcome', 'showPacket', { number: String(number) })}
    </button>
  );
  const port = service.slice(service.lastIndexOf(':') + 1);
  return (
    <dl class="explained">
      <dt>
        {say('welcome', 'handshake')} <Show number={1} />
      </dt>
      <dd>{say('welcome', 'handshakeSays')}</dd>
      <dt>
        {say('welcome', mayControl ? 'line' : 'lineGuest')} <Show number={number} />
      </dt>
      <dd>{back === undefined ? say('welcome', 'lineGoes', said) : say('welcome', 'lineSays', { ...said, back: String(back) })}</dd>
      <dt>{say('welcome', 'port')}</dt>
      <dd>{say('welcome', 'portSays', { port })}</dd>
    </dl>
  );
};

const Icon = ({ children }: { readonly children: ComponentChildren }) => (
  <svg
    viewBox="0 0 36 36"
    width="36"
    height="36"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    {children}
  </svg>
);

export const Welcome = ({ capture }: { readonly capture: number }) => {
  const page = usePage();
  const service = usePicked((s) => s.desk.endpoints.find((e) => e.kind === 'service' && e.state === 'listens'));
  const frames = usePicked((s) => captureOf(s, capture)?.frames ?? 0);
  const mayControl = usePicked((s) => s.mayControl);
  if (capture !== LIVE)
    return (
      <aside class="insp" aria-label={say('welcome', 'packet')}>
        <div class="empty">
          <h2>{say('welcome', 'none')}</h2>
          <p>{say('welcome', 'noneSays')}</p>
        </div>
      </aside>
    );
  return (
    <aside class="insp welcome" aria-label={say('welcome', 'begin')}>
      <h1>{say('welcome', 'here')}</h1>
      <p class="lead">{say('welcome', mayControl ? 'lead' : 'leadGuest', { packets: frames })}</p>
      <ol>
        {mayControl && (
          <li class="first">
            <Icon>
              <rect x="4" y="9" width="20" height="14" rx="3" stroke="var(--client-line)" />
              <path d="M8 16h8" stroke="var(--client-line)" />
              <path d="M24 16h8m0 0-4-4m4 4-4 4" />
            </Icon>
            <b>
              <span>1</span> {say('welcome', 'say')}
            </b>
            <p>{say('welcome', 'saySays')}</p>
          </li>
        )}
        {service?.example !== undefined && (
          <li>
            <Icon>
              <rect x="3" y="7" width="13" height="22" rx="3" stroke="var(--client-line)" />
              <rect x="20" y="7" width="13" height="22" rx="3" stroke="var(--server-line)" />
              <path d="M7 13l3 3-3 3M24 22h5" />
            </Icon>
            <b>
              <span>2</span> {say('welcome', 'other')}
            </b>
            <p>{say('welcome', 'otherSays')}</p>
            <div class="cmd">
              <code>{service.example}</code>
              <button
                type="button"
                class="btn sm"
                onClick={() => {
                  navigator.clipboard.writeText(service.example ?? '').catch(() => page.change(tell(say('welcome', 'noCopy'))));
                }}
              >
                {say('welcome', 'copy')}
              </button>
            </div>
          </li>
        )}
        {mayControl && (
          <li>
            <Icon>
              <path d="M6 24V9a2 2 0 012-2h8l3 4h9a2 2 0 012 2v11a2 2 0 01-2 2H8a2 2 0 01-2-2z" />
              <path d="M18 15v7m0 0-3-3m3 3 3-3" />
            </Icon>
            <b>
              <span>3</span> {say('welcome', 'open')}
            </b>
            <p>{say('welcome', 'openSays')}</p>
            <button type="button" class="btn sm" onClick={() => document.querySelector<HTMLInputElement>('#file')?.click()}>
              {say('welcome', 'file')} <kbd>O</kbd>
            </button>
          </li>
        )}
      </ol>
      <Explained service={service?.address ?? ''} capture={capture} />
      <p class="cap foot">
        {say('welcome', 'foot')} {say('welcome', 'newTo')}{' '}
        <button type="button" class="goto" onClick={() => page.change((s) => ({ ...show('lessons')(s), classroom: 'exercises' }))}>
          {say('welcome', 'lessons')}
        </button>
      </p>
    </aside>
  );
};
