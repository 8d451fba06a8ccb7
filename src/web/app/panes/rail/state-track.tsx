/** StateTrack: through which states each side of the chosen connection has gone, and where it is now. */
import { usePage, usePicked } from '../../state/page.ts';
import { endpointOf, lay } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

/** The states of a side in the order in which most connections pass them. */
const WAYS: Readonly<Record<'client' | 'server', readonly string[]>> = {
  client: ['CLOSED', 'SYN-SENT', 'ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'TIME-WAIT'],
  server: ['LISTEN', 'SYN-RECEIVED', 'ESTABLISHED', 'CLOSE-WAIT', 'LAST-ACK', 'CLOSED'],
};

export const StateTrack = () => {
  const { change } = usePage();
  const endpoint = usePicked((s) => endpointOf(s, s.endpoint));
  const states = usePicked((s) => s.states);
  if (endpoint?.kind !== 'connection' || states === undefined) return null;
  const [client, server] = states;
  return (
    <div class="track">
      <button type="button" class="cap link" title={say('machine', 'open')} onClick={() => change(lay('machine'))}>
        {say('rail', 'stateOf', { name: endpoint.title })}
      </button>
      <svg viewBox="0 0 192 96" width="192" height="96" role="img" aria-label={say('machine', 'label', { client, server })}>
        <Side side="client" state={client} y={26} />
        <Side side="server" state={server} y={70} />
      </svg>
    </div>
  );
};

interface SideProps {
  readonly side: 'client' | 'server';
  readonly state: string;
  readonly y: number;
}

const Side = ({ side, state, y }: SideProps) => {
  const way = WAYS[side].includes(state) ? WAYS[side] : [...WAYS[side].slice(0, 3), state, ...WAYS[side].slice(4)];
  // A closed client is at the end of its way, unless it has not begun.
  const at = way.indexOf(state);
  const width = 14 + state.length * 6.2;
  const xs = way.map((_, k) => 10 + (k * 172) / (way.length - 1));
  const x = Math.min(190 - width / 2, Math.max(2 + width / 2, xs[at] ?? 96));
  const colour = `var(--${side}-line)`;
  return (
    <>
      <text x="0" y={y - 16} font-size="9" font-weight="600" fill={`var(--${side})`}>
        {say('common', side)}
      </text>
      <path d={`M10 ${y}H182`} stroke="var(--line2)" stroke-width="1.5" />
      <path d={`M10 ${y}H${x}`} stroke={colour} stroke-width="3" />
      {xs.map((cx, k) => (
        <circle
          key={way[k]}
          cx={cx}
          cy={y}
          r="4"
          fill={k < at ? colour : 'var(--panel)'}
          stroke={k < at ? colour : 'var(--line2)'}
          stroke-width="1.5"
        />
      ))}
      <rect x={x - width / 2} y={y - 9} width={width} height="18" rx="9" fill={colour} />
      <text x={x} y={y + 4} font-size="9.5" font-weight="600" text-anchor="middle" fill="var(--panel)">
        {state}
      </text>
      <text x="2" y={y + 17} font-size="9" fill="var(--ink3)">
        {way[0]}
      </text>
      <text x="190" y={y + 17} font-size="9" text-anchor="end" fill="var(--ink3)">
        {way.at(-1)}
      </text>
    </>
  );
};
