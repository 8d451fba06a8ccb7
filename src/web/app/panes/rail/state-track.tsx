/** StateTrack: through which states each side of the chosen connection has gone, and where it is now. */
import { wayOn } from '../../parts/machine/states.ts';
import { usePage, usePicked } from '../../state/page.ts';
import { endpointOf, lay } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

export const StateTrack = () => {
  const { change } = usePage();
  const endpoint = usePicked((s) => endpointOf(s, s.endpoint));
  const paths = usePicked((s) => s.paths);
  if (endpoint?.kind !== 'connection' || endpoint.hosts === undefined || paths === undefined) return null;
  const [client, server] = paths.map((path) => path.at(-1) ?? '') as [string, string];
  return (
    <div class="track">
      <button type="button" class="cap goto" title={say('machine', 'open')} onClick={() => change(lay('machine'))}>
        {say('rail', 'stateOf', { name: endpoint.title })}
      </button>
      <svg viewBox="0 0 192 106" width="192" height="106" role="img" aria-label={say('machine', 'label', { client, server })}>
        <Side side={0} path={paths[0]} y={27} />
        <Side side={1} path={paths[1]} y={78} />
      </svg>
    </div>
  );
};

interface SideProps {
  readonly side: 0 | 1;
  readonly path: readonly string[];
  readonly y: number;
}

const SIDES = ['client', 'server'] as const;

const Side = ({ side, path, y }: SideProps) => {
  const way = wayOn(path, side);
  const at = path.length - 1;
  const state = path[at] ?? '';
  const width = 14 + state.length * 7.2;
  const xs = way.map((_, k) => 10 + (k * 172) / Math.max(1, way.length - 1));
  const x = Math.min(190 - width / 2, Math.max(2 + width / 2, xs[at] ?? 96));
  const colour = `var(--${SIDES[side]}-line)`;
  return (
    <>
      <text x="0" y={y - 16} font-size="11" font-weight="600" fill={`var(--${SIDES[side]})`}>
        {say('common', SIDES[side])}
      </text>
      <path d={`M10 ${y}H182`} stroke="var(--line2)" stroke-width="1.5" />
      <path d={`M10 ${y}H${x}`} stroke={colour} stroke-width="3" />
      {xs.map((cx, k) => (
        <circle
          key={k}
          cx={cx}
          cy={y}
          r="4"
          fill={k < at ? colour : 'var(--panel)'}
          stroke={k < at ? colour : 'var(--line2)'}
          stroke-width="1.5"
        />
      ))}
      <rect x={x - width / 2} y={y - 9.5} width={width} height="19" rx="9.5" fill={colour} />
      <text x={x} y={y + 4} font-size="11" font-weight="600" text-anchor="middle" fill="var(--panel)">
        {state}
      </text>
      {at > 0 && (
        <text x="2" y={y + 19} font-size="11" fill="var(--ink3)">
          {way[0]}
        </text>
      )}
      {at < way.length - 1 && (
        <text x="190" y={y + 19} font-size="11" text-anchor="end" fill="var(--ink3)">
          {way.at(-1)}
        </text>
      )}
    </>
  );
};
