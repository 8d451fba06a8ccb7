/** The live table of connections on a terminal: redrawn each second below what was said before; `close N` typed ends one. */

import { roundTripTimes } from '../../io/net/round-trip-times.ts';
import type { Connections } from '../../io/serve/connections.ts';
import { type ConnectionFacts, connectionLines } from '../../view/connections.ts';
import type { Context } from '../command/command.ts';

const EACH = 1000;

export class ConnectionTable {
  readonly #context: Context;
  readonly #trips = roundTripTimes();
  #drawn = 0;
  #timer: NodeJS.Timeout | undefined;
  #connections: Connections | undefined;

  constructor(context: Context) {
    this.#context = context;
  }

  start(connections: Connections): void {
    this.#connections = connections;
    this.#timer = setInterval(() => this.#draw(), EACH);
    process.stdin.setEncoding('utf8').on('data', this.#typed).unref();
    this.#draw();
  }

  /** A line above the table. */
  print(line: string): void {
    this.#erase();
    this.#context.err.line(line);
    this.#draw();
  }

  close(): void {
    clearInterval(this.#timer);
    process.stdin.off('data', this.#typed).pause();
    this.#erase();
    this.#connections = undefined;
  }

  readonly #typed = (text: string): void => {
    const id = /^\s*(?:close\s+)?(\d+)\s*$/.exec(text)?.[1];
    const connection = id === undefined ? undefined : this.#connections?.get(Number(id));
    // The typed line stands where the cursor is: below the table.
    this.#drawn++;
    if (connection === undefined) this.print(`type 'close N' with a number of the table`);
    else connection.close();
  };

  #draw(): void {
    if (this.#connections === undefined) return;
    const { err } = this.#context;
    this.#erase();
    this.#trips.ask();
    const lines = connectionLines(this.#facts(this.#connections), err.columns);
    for (const [k, text] of lines.entries()) err.line(k === 0 ? err.style.bold(text) : text);
    this.#drawn = lines.length;
  }

  #facts(connections: Connections): readonly ConnectionFacts[] {
    return connections.all().map((connection) => {
      const row = connection.row();
      const { localIp, remoteIp } = connection.channel.facts;
      const rtt = localIp && remoteIp && this.#trips.of(localIp, remoteIp);
      return rtt === undefined ? row : { ...row, rtt };
    });
  }

  #erase(): void {
    // The cursor may stand behind a ^C.
    if (this.#drawn > 0) this.#context.err.write(`\r\u001b[${this.#drawn}A\u001b[J`);
    this.#drawn = 0;
  }
}
