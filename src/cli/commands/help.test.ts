import { expect, it } from 'vitest';
import type { EndpointType, OverlayType } from '../../io/base/endpoint.ts';
import { endpoints } from '../../io/endpoints/index.ts';
import { overlays } from '../../io/overlays/index.ts';
import { helpGaps } from '../command/describe.ts';
import { addresses } from '../help/de-addresses.ts';
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
