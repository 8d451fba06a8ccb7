import { describe, expect, it } from 'vitest';
import { sample } from '../../test/conformance/protocol/samples.ts';
import { protocols } from '../protocols/registry.ts';
import { batchOf } from '../wire/frame.ts';
import { ConversationLinks } from './conversation-links.ts';
import { ConversationList } from './conversation-list.ts';
import { Track } from './track.ts';

const read = (folder: string) => {
  const list = new ConversationList();
  const links = new ConversationLinks();
  const track = new Track(protocols);
  for (const frame of sample(folder)) {
    const batch = batchOf(frame);
    track.frame(batch, 0);
    const c = list.take(track, batch, 0);
    links.put(track.frames, c, list.side);
  }
  return { list, links };
};

describe('conversations as they are listed', () => {
  it('say who opened, how much each side sent, and what was spoken', () => {
    const { list } = read('tcp');
    const [first] = list.all;
    expect(first).toMatchObject({
      number: 0,
      hosts: ['192.0.2.1:49152', '198.51.100.2:7'],
      opened: true,
      answered: true,
      frames: [5, 2],
      speaks: 'ECHO',
      firstFrame: 1,
      lastFrame: 7,
    });
    expect(list.find('tcp', 1)?.hosts).toEqual(['[2001:db8::1]:49152', '[2001:db8::2]:7']);
    expect(list.find('tcp', 99)).toBeUndefined();
  });

  it('say of a tunnel that it is one, and of what travels in it what that says', () => {
    const spoken = (folder: string) => read(folder).list.all.map(({ layer, number, speaks }) => `${layer.name},${number} ${speaks}`);
    expect(spoken('l2tp')).toEqual(['udp,0 L2TP', 'tcp,0 TCP', 'udp,1 DNS']);
    expect(spoken('vxlan')).toEqual(['udp,0 VxLAN', 'udp,1 UDP']);
  });

  it('know channels without IP by their names', () => {
    expect(read('exported-pdu').list.all[0]).toMatchObject({ hosts: ['unnamed', '/run/x.sock'], frames: [3, 2], opened: true });
  });

  it('link their frames', () => {
    const { list, links } = read('http');
    for (const c of list.all) {
      let [frames, n] = [1, c.firstFrame];
      for (let next = links.after(n); next !== undefined; next = links.after(n)) {
        expect(links.before(next)).toBe(n);
        expect(links.placeOf(next)).toBe(c.place);
        [frames, n] = [frames + 1, next];
      }
      expect([frames, n]).toEqual([c.frames[0] + c.frames[1], c.lastFrame]);
    }
  });
});
