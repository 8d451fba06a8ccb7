/** The page captures: from an interface that it was told of, until it halts. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratch } from '../e2e/program.ts';
import { needs } from '../needs.ts';
import { inNamespace } from './namespace.ts';

const folder = scratch();
const VISITOR = join(import.meta.dirname, 'page-visitor.mjs');

const PAGE = `
page() { wirecat page --no-open "$@" >page 2>page-err & P=$!; says '"hello, wire' page $P; ADDRESS=$(grep -o 'http://127[^ ]*' page | head -1); }
visit() { "$NODE" ${VISITOR} "$ADDRESS" "$@" >visited & V=$!; }
`;

needs('netns', 'ip').describe('the page', () => {
  it('lists interfaces, captures from one with a filter, and halts; it names no file', () => {
    const script = `${PAGE} page; visit 20; says '"id":4' visited $V; send 127.0.0.1 20; wait $V; kill -INT $P; wait $P; cat visited`;
    const { out } = inNamespace(folder, script);
    const told = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const answer = (id: number) => told.find((message) => message.id === id && message.kind !== undefined);
    expect(answer(1).answer).toMatchObject({ may: true, interfaces: expect.arrayContaining([expect.objectContaining({ name: 'lo' })]) });
    expect(answer(2)).toMatchObject({ kind: 'refused', text: expect.stringContaining('there is no interface "/etc/passwd"') });
    expect(answer(3)).toMatchObject({ kind: 'refused', text: expect.stringContaining('udp and (') });
    expect(told.at(-1)).toMatchObject({ name: 'lo (udp port 9999)', frames: 20, source: { isOn: false, dropped: 0 } });
  });

  it('capture: stands where a file would', () => {
    const { out } = inNamespace(folder, `${PAGE} page capture:lo; visit 7 --look; wait $V; kill -INT $P; wait $P; tail -1 visited`);
    expect(JSON.parse(out)).toMatchObject({
      name: 'lo',
      isLive: false,
      source: { isOn: false, says: expect.stringContaining('frames come') },
    });
  });
});
