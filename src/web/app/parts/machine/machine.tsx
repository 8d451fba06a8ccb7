/** Machine: TCP's state machine, the ways that both sides have gone, and where each is now. */
import type { Rung } from '../../../messages/messages.ts';
import { say } from '../../words/say.ts';
import { PLACES, type Place, WAYS, type Walked, type Way, walkedBy, wayKey } from './states.ts';

export interface MachineProps {
  readonly rungs: readonly Rung[];
  /** The packet up to which it goes; 0: all. */
  readonly until: number;
}

export const Machine = ({ rungs, until }: MachineProps) => {
  const walked = walkedBy(rungs, until);
  const [client = '', server = ''] = walked.now?.map(nameOf) ?? [];
  return (
    <svg class="machine" viewBox="-34 0 506 502" role="img" aria-label={say('machine', 'label', { client, server })}>
      {WAYS.map((way) => (
        <Arrow key={wayKey(way.from, way.to)} way={way} side={sideOf(way, walked)} />
      ))}
      {Object.keys(PLACES).map((place) => (
        <State key={place} place={place as Place} walked={walked} />
      ))}
    </svg>
  );
};

const nameOf = (place: Place): string => (place === 'OVER' ? 'CLOSED' : place);

/** Who has gone there; the client where both have. */
const sideOf = ({ from, to }: Way, { ways }: Walked): 'client' | 'server' | undefined => {
  const key = wayKey(from, to);
  return ways[0].has(key) ? 'client' : ways[1].has(key) ? 'server' : undefined;
};

const HALF = 11;

const Arrow = ({ way, side }: { readonly way: Way; readonly side: 'client' | 'server' | undefined }) => {
  const [[x1, y1], [x2, y2]] = [PLACES[way.from], PLACES[way.to]];
  const [dx, dy] = [x2 - x1, y2 - y1];
  const isFlat = Math.abs(dx) > Math.abs(dy) * 4;
  const shift = isFlat ? 0 : (dx * HALF) / Math.max(1, Math.abs(dy));
  const [fromX, fromY, toX, toY] = [x1 + shift, y1 + HALF, x2 - shift, y2 - HALF];
  const length = Math.hypot(toX - fromX, toY - fromY);
  const [ux, uy] = [(toX - fromX) / length, (toY - fromY) / length];
  const [bx, by] = [toX - ux * 8, toY - uy * 8];
  const colour = side === undefined ? 'var(--line2)' : `var(--${side}-line)`;
  return (
    <g>
      <path d={`M${fromX} ${fromY}L${bx} ${by}`} stroke={colour} stroke-width={side === undefined ? 1.25 : 2.5} />
      <path d={`M${toX} ${toY}L${bx - uy * 4} ${by + ux * 4}L${bx + uy * 4} ${by - ux * 4}Z`} fill={colour} />
      <Label way={way} side={side} />
    </g>
  );
};

const Label = ({ way: { call, got, sends, at, anchor }, side }: { readonly way: Way; readonly side: string | undefined }) => (
  <text x={at[0]} y={at[1]} font-size="12" text-anchor={anchor} fill="var(--ink2)">
    {call === undefined ? `${say('machine', 'got')} ${got ?? ''}` : say('machine', call)}
    {sends !== undefined && (
      <tspan x={at[0]} dy="14">
        {`${say('machine', 'send')} `}
        <tspan font-weight="600" fill={side === undefined ? 'var(--ink2)' : `var(--${side})`}>
          {sends}
        </tspan>
      </tspan>
    )}
  </text>
);

const State = ({ place, walked }: { readonly place: Place; readonly walked: Walked }) => {
  const [x, y] = PLACES[place];
  const sides = ([0, 1] as const).filter((side) => walked.now?.[side] === place).map((side) => (side === 0 ? 'client' : 'server'));
  const [one] = sides;
  const colour = one === undefined ? 'var(--panel)' : `var(--${one}-line)`;
  return (
    <g>
      <rect x={x - 54} y={y - HALF} width="108" height="22" rx="11" fill={colour} stroke={one === undefined ? 'var(--line2)' : colour} />
      {sides.length === 2 && <path d={`M${x} ${y - HALF}h43a11 11 0 0 1 0 22h-43z`} fill="var(--server-line)" />}
      <text x={x} y={y + 4} font-size="12" font-weight="600" text-anchor="middle" fill={one === undefined ? 'var(--ink2)' : 'var(--panel)'}>
        {nameOf(place)}
      </text>
      {sides.includes('client') && (
        <text x={x - 60} y={y + 4} font-size="12" font-weight="600" text-anchor="end" fill="var(--client)">
          {say('common', 'client')}
        </text>
      )}
      {sides.includes('server') && (
        <text x={x + 60} y={y + 4} font-size="12" font-weight="600" fill="var(--server)">
          {say('common', 'server')}
        </text>
      )}
    </g>
  );
};
