/** What every service must bear, run by each service's own test on memory and on real sockets: `serviceConformance(echo)`. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenChannel } from '../../../src/io/base/channel.ts';
import type { EndpointType, Listener } from '../../../src/io/base/endpoint.ts';
import { memory } from '../../../src/io/endpoints/memory/memory.ts';
import { tcp } from '../../../src/io/endpoints/tcp/tcp.ts';
import { type Serving, serve } from '../../../src/io/serve/serve.ts';
import type { Service } from '../../../src/io/serve/service.ts';
import { pattern, readAll } from '../endpoint/suite.ts';

let names = 0;

/** A running service and a way to call it. */
export interface Bench {
  readonly serving: Serving;
  call(): Promise<OpenChannel>;
}

export const bench = async (service: Service, type: EndpointType, words: string, signal: AbortSignal): Promise<Bench> => {
  if (type.accept === undefined) throw new Error(`${type.scheme}: cannot be listened on`);
  const listener: Listener = await type.accept(type.parse(words), {}, signal);
  const serving = serve(service, listener, {}, signal);
  return { serving, call: () => type.open(type.parse(listener.addresses[0] ?? ''), {}, signal) };
};

/** The places on which stream services are tried. */
export const streamPlaces: readonly (readonly [string, EndpointType, () => string])[] = [
  ['memory', memory, () => `service${++names}`],
  ['tcp', tcp, () => '127.0.0.1:0'],
];

export const serviceConformance = (service: Service): void => {
  describe.each(streamPlaces)(`${service.name} over %s: conforms`, (_name, type, words) => {
    let stop: AbortController;
    let on: Bench;
    beforeEach(async () => {
      stop = new AbortController();
      on = await bench(service, type, words(), stop.signal);
    });
    afterEach(() => stop.abort(new Error('the test is over')));

    it('bears a caller who says nothing and hangs up', async () => {
      const caller = await on.call();
      await caller.end();
      await readAll(caller);
      expect((await caller.ledger.closing).endings.map((e) => `${e.by} ${e.how}`)).toContain('peer end');
      await expect.poll(() => on.serving.connections.size).toBe(0);
    });

    it('bears callers who are cut in the middle, and serves the next (T-A14)', async () => {
      for (let i = 0; i < 20; i++) {
        const caller = await on.call();
        await caller.write(pattern(100)).catch(() => {});
        caller.abort(new Error('cut'));
      }
      const caller = await on.call();
      await caller.end();
      await readAll(caller);
      await expect.poll(() => on.serving.connections.size).toBe(0);
    });

    it('bears noise', async () => {
      const caller = await on.call();
      const reading = readAll(caller).catch(() => {});
      await caller.write(pattern(200_000)).catch(() => {});
      await caller.end().catch(() => {});
      await reading;
      expect(on.serving.connections.size).toBeLessThanOrEqual(1);
    });

    it('is cut off with its listener by the signal', async () => {
      const caller = await on.call();
      const reading = readAll(caller).catch(() => {});
      await expect.poll(() => on.serving.connections.size).toBe(1);
      stop.abort(new Error('over'));
      await reading;
      await on.serving.done;
      expect(on.serving.connections.size).toBe(0);
    });
  });
};

/** What the registry may ask of any service. */
export const describeWords = (service: Service): void => {
  it('says what it is', () => {
    expect(service.name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(service.title).not.toBe('');
    expect(service.spec).not.toBe('');
    expect(service.framings.length).toBeGreaterThan(0);
    expect(service.example).toContain('PORT');
  });

  it('has ports that go with what it speaks on', () => {
    const ports = Object.entries(service.ports);
    expect(ports.length).toBeGreaterThan(0);
    for (const [kind, port] of ports) {
      expect(port).toBeGreaterThan(0);
      expect(port).toBeLessThan(55_536); // `serve all --base 10000`
      expect(service.framings).toContain(kind === 'udp' ? 'datagram' : 'stream');
    }
  });

  it('takes no options at all', () => {
    expect(() => service.parse({})).not.toThrow();
  });
};
