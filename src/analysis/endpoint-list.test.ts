import { expect, it } from 'vitest';
import { sample } from '../../test/conformance/protocol/samples.ts';
import { protocols } from '../protocols/registry.ts';
import { FrameLoop } from '../run/frames.ts';
import { batchOf } from '../wire/frame.ts';
import { EndpointList } from './endpoint-list.ts';

const listed = (name: string, of?: string, most?: number): EndpointList => {
  const loop = new FrameLoop();
  const list = new EndpointList(protocols, of, most);
  for (const frame of sample(name)) {
    const batch = batchOf(frame);
    loop.next(batch, 0);
    list.take(loop.track, batch, 0);
  }
  return list;
};
const told = (list: EndpointList) => list.all.map(({ name, frames, bytes }) => [name, ...frames, ...bytes]);

it('counts what every address sent and received, in tunnels too', () => {
  expect(told(listed('tcp'))).toEqual([
    ['192.0.2.1', 5, 2, 308, 128],
    ['198.51.100.2', 2, 5, 128, 308],
    ['2001:db8::1', 1, 0, 76, 0],
    ['2001:db8::2', 0, 1, 0, 76],
  ]);
  expect(told(listed('teredo')).map(([name]) => name)).toEqual(expect.arrayContaining(['192.0.2.1', '2001:db8::1']));
});

it('counts ports of a transport, and addresses of a link', () => {
  expect(told(listed('tcp', 'tcp'))[0]).toEqual(['192.0.2.1:49152', 5, 2, 308, 128]);
  expect(told(listed('teredo', 'udp')).map(([name]) => name)).toContain('[2001:db8::1]:40000');
  expect(told(listed('arp', 'eth'))[0]).toEqual(['02:00:00:00:00:01', 4, 0, 168, 0]);
});

it('counts a packet under a source route for where it ends', () => {
  expect(told(listed('ip', 'ip')).map(([name]) => name)).toContain('203.0.113.2');
});

it('keeps no more than so many, and counts what they go on to send', () => {
  const list = listed('tcp', undefined, 2);
  expect(told(list)).toEqual([
    ['192.0.2.1', 5, 2, 308, 128],
    ['198.51.100.2', 2, 5, 128, 308],
  ]);
  expect(list.left).toBe(2);
});
