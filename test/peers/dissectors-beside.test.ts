/** The values of protocols of services in their samples, beside those that tshark gives. */
import { expect } from 'vitest';
import { differences, oursInFrames, theirsInFrames } from '../beside-tshark.ts';
import { needs } from '../needs.ts';

/** What we have besides, and what Wireshark has otherwise. */
const EXCEPT: Readonly<Record<string, readonly string[]>> = {
  // Parts as the papers have them; streams are not read there.
  syslog: ['syslog.program', 'syslog.process', 'syslog.structured_data', 'syslog.text', 'syslog.length'],
  // A name that stands at several depths is written once there; the server's name is no text but labels (RFC 5223).
  dhcp: ['dhcp.hw.type', 'dhcp.hw.mac_addr', 'dhcp.option.type', 'dhcp.option.suboption_length', 'dhcp.option.lost_server_domain_name'],
  // A name that stands at several depths is written once there; values that Wireshark leaves out.
  dhcpv6: ['dhcpv6.msgtype', 'dhcpv6.xid', 'dhcpv6.option.type', 'dhcpv6.option.type_str', 'dhcpv6.option.length', 'dhcpv6.option.value'],
  // What tells a server's characters from a client's is ours; tshark gives the word Data in place of the characters.
  chargen: ['chargen.response', 'chargen.data'],
  daytime: [],
  time: [],
  // The number of a later packet is not known in the first pass.
  finger: ['finger.response_in'],
  // Tunnels. Headings of parts say more there than that they are there, a name at several depths is written once there, and what a session of
  // L2TP carries is told by control messages.
  teredo: ['teredo.auth', 'teredo.orig'],
  etherip: [],
  erspan: [],
  l2tp: ['l2tp.avp.pseudowire_type'],
  gtp: ['gtp.ext_hdr.next'],
  nsh: [],
  loop: [],
  // A mark that is there or not.
  pap: ['pap.data'],
  chap: ['chap.data'],
};

/** Messages in messages: what lies deeper is left out there. */
const NOT_COMPARED: Readonly<Record<string, readonly number[]>> = { dhcpv6: [12, 13] };

for (const [name, except] of Object.entries(EXCEPT))
  needs('tshark')(`${name} has the values that tshark has`, () => {
    const theirs = theirsInFrames(name);
    const ours = new Map([...oursInFrames(name)].filter(([frame]) => theirs.has(frame)));
    for (const frame of NOT_COMPARED[name] ?? []) for (const side of [ours, theirs as Map<number, unknown>]) side.delete(frame);
    expect(theirs.size).toBeGreaterThan(0);
    expect(differences(ours, theirs, new Set(except))).toEqual([]);
  });
