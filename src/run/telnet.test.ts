/** The client of Telnet beside our own server, and beside one that knows nothing of it. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Bytes, fromUtf8, utf8 } from '../core/bytes.ts';
import { acceptAddress, parseAddress } from '../io/address/address.ts';
import { serve } from '../io/serve/serve.ts';
import type { Service } from '../io/serve/service.ts';
import { echo } from '../io/services/echo/echo.ts';
import { telnet } from '../io/services/telnet/telnet.ts';
import type { TelnetClient } from '../io/telnet/client.ts';
import { connectPlan } from './plan.ts';
import { runTelnet } from './telnet.ts';

let stop: AbortController;
beforeEach(() => {
  stop = new AbortController();
});
afterEach(() => stop.abort());

/** A person with a terminal of so many columns. */
const person = async (service: Service, begins: boolean) => {
  const listener = await acceptAddress(parseAddress('tcp:127.0.0.1:0'), {}, stop.signal);
  serve(service, listener, {}, stop.signal);
  const near = {
    begins,
    text: '',
    columns: 100,
    client: undefined as TelnetClient | undefined,
    terminal: 'vt100',
    window: () => ({ columns: near.columns, rows: 30 }),
    received: (bytes: Bytes) => {
      near.text += fromUtf8(bytes);
    },
    told: () => {},
    changed: () => {},
    ready: () => Promise.resolve(),
    join: (client: TelnetClient) => {
      near.client = client;
    },
    leave: () => {
      near.text += '(left)';
    },
  };
  const faces = { application: 'test', say: () => {}, warn: () => {}, near: () => expect.unreachable(), isPerson: true, again: 'wirecat' };
  const code = runTelnet(connectPlan([listener.addresses[0] ?? ''], { live: false, file: undefined }), {}, near, faces, stop.signal);
  await expect.poll(() => near.client).toBeDefined();
  const say = async (text: string, wanted: RegExp): Promise<string> => {
    near.text = '';
    near.client?.type(utf8(text));
    await expect.poll(() => near.text).toMatch(wanted);
    return near.text;
  };
  return { near, code, say };
};

it('tells its terminal and its window, also when that changes, and sends each key where the server echoes', async () => {
  const { near, code, say } = await person(telnet as Service, true);
  await expect.poll(() => near.client?.isByCharacter).toBe(true);
  // It is told when the server asks for it, after the prompt.
  await expect.poll(() => say('terminal\r', /wirecat> $/)).toContain('vt100');
  await expect.poll(() => say('window\r', /wirecat> $/)).toContain('100 columns, 30 rows');
  near.columns = 132;
  near.client?.resized();
  await expect.poll(() => say('window\r', /wirecat> $/)).toContain('132 columns, 30 rows');
  await say('mode line\r', /wirecat> $/);
  await expect.poll(() => [near.client?.isByCharacter, near.client?.serverEchoes]).toEqual([false, false]);
  expect(await say('mode character\n', /wirecat> $/)).toContain('Each key comes');
  await expect.poll(() => near.client?.isByCharacter).toBe(true);
  await say('quit\r', /\(left\)$/);
  expect(await code).toBe(0);
});

it('says nothing of options to who does not ask, and ends its own direction', async () => {
  const { near, code, say } = await person(echo as Service, false);
  expect(await say('a\nb\xff', /b/)).toBe('a\r\nb\xff');
  expect([near.client?.isNegotiated, near.client?.isByCharacter]).toEqual([false, false]);
  await near.client?.finish();
  expect(await code).toBe(0);
});
