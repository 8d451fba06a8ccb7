/** A running `http` service, and what it answers to bytes as they are typed. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Line, lineText } from '../src/core/said.ts';
import type { EndpointType } from '../src/io/base/endpoint.ts';
import { memory } from '../src/io/endpoints/memory/memory.ts';
import { type FilesOptions, openFiles } from '../src/io/files/files.ts';
import { serve } from '../src/io/serve/serve.ts';
import type { Given } from '../src/io/serve/service.ts';
import { serviceContext } from '../src/io/serve/service-context.ts';
import { http } from '../src/io/services/http/http.ts';
import { readAll } from './conformance/endpoint/suite.ts';

export interface Answer {
  readonly status: number;
  readonly reason: string;
  /** By name in small letters; several are one list. */
  readonly fields: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpTalk {
  readonly root: string;
  readonly address: string;
  /** What the service told whoever runs it. */
  readonly said: string[];
  /** All that comes back until the connection is over; what is sent goes in pieces of `size`. */
  raw(bytes: string | Uint8Array, size?: number): Promise<string>;
  /** The last (or only) answer to a request whose lines are given; `Host` and `Connection: close` are added. */
  ask(line: string, fields?: readonly string[], body?: string | Uint8Array): Promise<Answer>;
  close(): void;
}

let names = 0;

export const httpTalk = async (
  fill: (root: string) => void,
  given: Readonly<Record<string, unknown>> = {},
  files: FilesOptions = {},
  over: EndpointType = memory,
): Promise<HttpTalk> => {
  const root = mkdtempSync(join(tmpdir(), 'wirecat-http-'));
  fill(root);
  const stop = new AbortController();
  const said: string[] = [];
  const listener = await over.accept?.(over.parse(over.scheme === 'tcp' ? '127.0.0.1:0' : `http${++names}`), {}, stop.signal);
  if (listener === undefined) throw new Error(`${over.scheme}: cannot be listened on`);
  const options = { say: (line: Line) => said.push(lineText(line)), files: openFiles(root, files) };
  serve(http, listener, { context: serviceContext(http.parse(given as Given), options, stop.signal) }, stop.signal);
  const [address = ''] = listener.addresses;
  const raw = async (given: string | Uint8Array, size = given.length): Promise<string> => {
    const bytes = typeof given === 'string' ? Buffer.from(given, 'latin1') : given;
    const channel = await over.open(over.parse(address), {}, stop.signal);
    const reading = readAll(channel);
    for (let o = 0; o < bytes.length; o += size) await channel.write(bytes.slice(o, o + size));
    await channel.end();
    return (await reading).toString('latin1');
  };
  return {
    root,
    address,
    said,
    raw,
    ask: async (line, fields = [], body = '') => {
      const head = [`${line} HTTP/1.1`, 'Host: lab', 'Connection: close', ...fields, '', ''].join('\r\n');
      return answerOf(await raw(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)])));
    },
    close: () => {
      stop.abort(new Error('the test is over'));
      rmSync(root, { recursive: true, force: true });
    },
  };
};

export const answerOf = (text: string): Answer => {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const fields: Record<string, string> = {};
  for (const line of lines) {
    const [name = '', value = ''] = line.split(/: (.*)/s);
    const before = fields[name.toLowerCase()];
    fields[name.toLowerCase()] = before === undefined ? value : `${before}, ${value}`;
  }
  const [, status, ...reason] = first.split(' ');
  return { status: Number(status), reason: reason.join(' '), fields, body: rest.join('\r\n\r\n') };
};
