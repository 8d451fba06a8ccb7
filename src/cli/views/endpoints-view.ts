/** Who sent and received how much in a capture: addresses, or ports of them. */
import { EndpointList, hasEnds } from '../../analysis/endpoint-list.ts';
import { UsageError } from '../../core/fault.ts';
import { sayNotice, sayWrong } from '../../core/said.ts';
import type { Capture } from '../../io/capture/read/capture.ts';
import { protocols } from '../../protocols/registry.ts';
import { eachFrame, type FrameWalk } from '../../run/frames.ts';
import { endpointData, endpointLines } from '../../view/endpoint-lines.ts';
import { jsonText } from '../../view/text.ts';
import type { Context } from '../command/command.ts';
import { paint } from '../terminal/paint.ts';
import { PIPED } from './counts-view.ts';
import { Lines } from './lines.ts';

/** The protocol whose endpoints are meant; a UsageError where it has none. */
export const endpointsOf = (name: string, option: string): string => {
  const node = protocols.byName(name);
  if (node !== undefined && hasEnds(node.layer)) return node.layer.name;
  const all = protocols.nodes.filter(({ layer }) => hasEnds(layer)).map(({ layer }) => layer.name);
  throw new UsageError(option, sayWrong('oneOf', { choices: all.join(', ') }), name);
};

/** `of`: of this protocol alone; else of those that have addresses of the Internet. */
export const showEndpoints = async (
  { out, err, said, program }: Context,
  capture: Capture,
  walk: FrameWalk,
  of: string | undefined,
  json: boolean,
): Promise<number> => {
  const list = new EndpointList(protocols, of);
  await eachFrame(capture, walk, ({ track, batch, i }) => {
    list.take(track, batch, i);
    return true;
  });
  const { all, left } = list;
  const heads = {
    endpoint: said.text(sayNotice('countEndpoint')),
    packets: said.text(sayNotice('countPackets')),
    bytes: said.text(sayNotice('countBytes')),
  };
  const drawn = json || all.length === 0 ? [] : endpointLines(all, out.isTerminal ? out.columns : PIPED, heads);
  const lines = new Lines(out);
  for (const text of json ? endpointData(all).map(jsonText) : drawn.map((l) => paint(l, out.style))) lines.put(text);
  lines.flush();
  if (all.length === 0) err.line(`${program}: ${said.text(sayNotice('noEndpoints'))}`);
  if (left > 0) err.line(`${program}: ${said.text(sayNotice('moreEndpoints', { count: left }))}`);
  return 0;
};
