import { expect, it } from 'vitest';
import type { EndpointType, OverlayType } from '../../io/base/endpoint.ts';
import { endpoints } from '../../io/endpoints/index.ts';
import { overlays } from '../../io/overlays/index.ts';
import { helpGaps } from '../command/describe.ts';
import { renderOverview } from '../command/help.ts';
import { styleFor } from '../command/style.ts';
import { addresses } from '../help/de-addresses.ts';
import { helpIn } from '../help/index.ts';
import * as commands from './index.ts';

it('says everything in German, too, and nothing else', async () =>
  expect(await helpGaps(commands, 'de')).toEqual({ missing: [], idle: [] }));

it('says of every address in German what it is, and nothing else', () => {
  const kinds: readonly (EndpointType | OverlayType)[] = [...endpoints, ...overlays];
  const said = kinds.flatMap((kind) => {
    const named = [...(kind.options ?? []), ...('settings' in kind ? (kind.settings ?? []) : [])];
    return [kind.title, ...named.map(({ help }) => help)];
  });
  const roles = ['lies on another', 'stream', 'datagram', 'stream, opened only', 'datagram, opened only'];
  expect(Object.keys(addresses).sort()).toEqual([...new Set([...said, ...roles])].sort());
});

it.each(['en', 'de'] as const)('stands on a terminal of 24 lines with the prompt below it (%s)', async (language) => {
  const text = renderOverview(Object.values(commands), '10.20.30', { columns: 80, style: styleFor(false), ...(await helpIn(language)) });
  const lines = text.split('\n');
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  const hidden = Object.values(commands).filter((command) => 'hidden' in command && command.hidden);
  for (const command of Object.values(commands)) if (!hidden.includes(command)) expect(text).toMatch(new RegExp(`[ ,]${command.name}\\b`));
});
