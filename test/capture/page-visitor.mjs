// A page without a browser: comes in by the address, asks for the interfaces, captures from the loopback, halts. Prints what it is told, a JSON a line.
//
//   node page-visitor.mjs ADDRESS PACKETS          captures from lo, and halts when so many packets have come
//   node page-visitor.mjs ADDRESS PACKETS --look   halts what is captured already
import { WebSocket } from 'ws';

const [address = '', most = '1', looks] = process.argv.slice(2);
const { origin, host, hash } = new URL(address);
const entered = await fetch(`${origin}/enter`, { method: 'POST', headers: { origin, authorization: `Bearer ${hash.slice(1)}` } });
const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
const socket = new WebSocket(`ws://${host}/socket`, { headers: { cookie, origin } });
const print = (/** @type {unknown} */ what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const ask = (/** @type {number} */ id, /** @type {object} */ what) => socket.send(JSON.stringify({ kind: 'ask', id, ask: what }));
const act = (/** @type {number} */ id, /** @type {object} */ what) => socket.send(JSON.stringify({ kind: 'act', id, act: what }));
/** @type {Map<number, { id: number, frames: number, source?: { isOn: boolean } }>} */
const captures = new Map();
let [capture, isHalted] = [0, false];

socket.on('open', () => {
  if (looks !== undefined) return;
  ask(1, { what: 'interfaces' });
  act(2, { act: 'capture', interface: '/etc/passwd', filter: '' });
  act(3, { act: 'capture', interface: 'lo', filter: 'udp and (' });
  act(4, { act: 'capture', interface: 'lo', filter: 'udp port 9999' });
});
socket.on('message', (data, isBinary) => {
  if (isBinary) return;
  const message = JSON.parse(String(data));
  // Of what it was told of before, only what has changed is told.
  for (const row of message.desk?.captures ?? []) captures.set(row.id, { ...captures.get(row.id), ...row });
  if (message.kind === 'desk') look(looks ? [...captures.values()].find((c) => c.source) : captures.get(capture));
  if (message.kind === 'answer' || message.kind === 'refused') print(message);
  if (message.id === 4) capture = message.answer.id;
});

/** @param {{ id: number, frames: number, source?: { isOn: boolean } } | undefined} row */
function look(row) {
  if (row?.source === undefined) return;
  if (row.frames >= Number(most) && !isHalted) {
    isHalted = true;
    act(5, { act: 'halt', capture: row.id });
  }
  if (row.source.isOn) return;
  print(row);
  process.exit();
}
