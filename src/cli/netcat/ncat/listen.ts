/** Listen mode: each client is announced, accepted or refused, put under TLS, and handed to a program or to the client group. */
import type { OpenChannel } from '../../../io/base/channel.ts';
import type { TlsOptions } from '../../../io/tls/options.ts';
import type { ClientGroup } from './client-group.ts';
import { type Listeners, openListeners, turnAway } from './listeners.ts';
import { mostOf } from './plan.ts';
import { lost } from './quit.ts';
import type { NcatRun } from './run.ts';

/** Resolves when it is over. Throws a Quit. */
export const listenMode = async (run: NcatRun, tls: TlsOptions | undefined): Promise<void> => {
  const loop = new ListenLoop(run, await clientGroup(run), tls);
  return loop.open();
};

const clientGroup = async (run: NcatRun): Promise<ClientGroup> => {
  const { broker, exec } = run.plan.flags;
  if (broker) return new (await import('./broker-clients.ts')).BrokerClients(run);
  if (exec === undefined) return new (await import('./copy-clients.ts')).CopyClients(run);
  const [{ execute }, { preparePipes }] = await Promise.all([import('./execute.ts'), import('../../../io/program/program.ts')]);
  preparePipes();
  const enter = async (channel: OpenChannel): Promise<'end'> => {
    run.watchLog(channel);
    await execute(channel, exec, run);
    return 'end';
  };
  return { enter, over: new Promise(() => {}) };
};

class ListenLoop {
  readonly #run: NcatRun;
  readonly #group: ClientGroup;
  readonly #tls: TlsOptions | undefined;
  /** Without -k and --broker the first who is let in is the only one. */
  readonly #once: boolean;
  readonly #ids = new Set<number>();
  #listeners: Listeners | undefined;
  #taken = false;
  #finish: (how: Promise<void> | undefined) => void = () => {};

  constructor(run: NcatRun, group: ClientGroup, tls: TlsOptions | undefined) {
    this.#run = run;
    this.#group = group;
    this.#tls = tls;
    this.#once = !run.plan.flags.keepOpen && !run.plan.flags.broker;
  }

  async open(): Promise<void> {
    const finished = new Promise<void>((resolve) => {
      this.#finish = resolve;
    });
    this.#listeners = await openListeners(this.#run, (channel) => {
      this.#receive(this.#run.keep(channel)).catch((cause: unknown) => this.#finish(Promise.reject(cause)));
    });
    if (this.#taken) await this.#listeners.close(); // somebody came while the other sockets were made
    await Promise.race([finished, this.#group.over]);
    await this.#listeners.close();
  }

  async #receive(channel: OpenChannel): Promise<void> {
    const id = this.#lowestId();
    this.#ids.add(id);
    try {
      await this.#serve(channel, id);
    } finally {
      this.#ids.delete(id);
    }
  }

  async #serve(channel: OpenChannel, id: number): Promise<void> {
    if (this.#taken) return channel.abort(new Error('somebody else was first'));
    this.#announce(channel, id);
    const refusal = this.#refusal(channel);
    if (refusal !== undefined) {
      this.#run.messages.verbose(`New connection denied: ${refusal}`);
      turnAway(channel);
      return;
    }
    if (this.#once) {
      this.#taken = true;
      await this.#listeners?.close();
    }
    const secured = this.#tls === undefined ? channel : await this.#secure(channel, this.#tls);
    const how = secured === undefined ? 'cut' : await this.#group.enter(secured, id);
    if (this.#once) this.#finish(how === 'cut' ? Promise.reject(lost('')) : undefined);
  }

  #announce(channel: OpenChannel, id: number): void {
    const { messages, plan } = this.#run;
    const { remoteIp } = channel.facts;
    const where = plan.flags.chat ? ` on file descriptor ${id}` : '';
    messages.verbose(
      remoteIp === undefined ? 'Connection from a client on Unix domain socket.' : `Connection from ${remoteIp.address}${where}.`,
    );
    messages.verbose(`Connection from ${remoteIp === undefined ? '' : `${remoteIp.address}:${remoteIp.port}`}.`);
  }

  #refusal(channel: OpenChannel): string | undefined {
    const { admits } = this.#run.plan;
    const most = mostOf(this.#run.plan);
    if (this.#ids.size > most) return `connection limit reached (${most})`;
    if (admits !== undefined && !admits(channel.facts.remoteIp?.address ?? channel.remote)) return 'not allowed';
    return undefined;
  }

  /** Undefined where the handshake failed. */
  async #secure(channel: OpenChannel, tls: TlsOptions): Promise<OpenChannel | undefined> {
    const { leavesRest, secureServer, tlsFailure } = await import('./tls.ts');
    const run = this.#run;
    if (run.plan.flags.exec === undefined) run.idle?.start(); // one who never shakes hands is silent, too
    try {
      return await secureServer(channel, tls, run.signal);
    } catch (cause) {
      run.messages.verbose(`Failed SSL connection from ${channel.facts.remoteIp?.address}: ${tlsFailure(cause)}`);
      if (leavesRest(cause)) channel.abort(new Error('what came is no TLS'));
      else channel.close();
      if (this.#ids.size === 1) run.idle?.stop();
      return undefined;
    }
  }

  /** What would be the descriptor of the connection in the original: users of a chat are known by it. */
  #lowestId(): number {
    let id = 3 + (this.#listeners?.count ?? this.#run.plan.addresses.length) + (this.#run.log?.files ?? 0);
    while (this.#ids.has(id)) id++;
    return id;
  }
}
