/** The values of protocols of services in their samples, beside those that tshark gives. */
import { expect } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../beside-tshark.ts';
import { needs } from '../needs.ts';

/** What we have besides, and what Wireshark has otherwise. */
const EXCEPT: Readonly<Record<string, readonly string[]>> = {
  // Parts as the papers have them; streams are not read there.
  syslog: ['syslog.program', 'syslog.process', 'syslog.structured_data', 'syslog.text', 'syslog.length'],
};

for (const [name, except] of Object.entries(EXCEPT))
  needs('tshark')(`${name} has the values that tshark has`, () => {
    const theirs = theirsInFrames(name);
    const ours = new Map([...oursInFrames(name)].filter(([frame]) => theirs.has(frame)));
    expect(theirs.size).toBeGreaterThan(0);
    expect(differences(ours, theirs, new Set(except))).toEqual([]);
  });
