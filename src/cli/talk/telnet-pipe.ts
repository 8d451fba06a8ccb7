/** The near side of `telnet` where a program reads and writes, or events are wanted as JSON. */
import { fromUtf8 } from '../../core/bytes.ts';
import { inputChannel, inputReader } from '../../io/endpoints/stdio/input.ts';
import type { TelnetClient } from '../../io/telnet/client.ts';
import { COMMANDS, OPTIONS } from '../../protocols/telnet/names.ts';
import type { TelnetNear } from '../../run/telnet.ts';
import type { Output } from '../command/output.ts';

export interface PipeOptions {
  readonly begins: boolean;
  readonly raw: boolean;
  readonly json: boolean;
  readonly terminal: string;
}

export const telnetPipe = (out: Output, { begins, raw, json, terminal }: PipeOptions): TelnetNear & { readonly begins: boolean } => {
  const input = inputReader(inputChannel('wirecat'));
  const event = (what: object): void => {
    if (json) out.line(JSON.stringify(what));
  };
  return {
    begins,
    terminal,
    window: () => (out.isTerminal ? { columns: out.columns, rows: out.rows } : undefined),
    received: (bytes) => (json ? event({ event: 'data', text: fromUtf8(bytes) }) : out.untrusted(bytes, raw)),
    told: (by, command, option) =>
      event({
        event: 'option',
        by: by === 'us' ? 'client' : 'server',
        command: COMMANDS[command] ?? command,
        option: OPTIONS[option] ?? option,
      }),
    changed: () => {},
    ready: () => out.ready(),
    join: (client) => void typeAll(input, client),
    leave: () => input.release(),
  };
};

const typeAll = async (input: ReturnType<typeof inputReader>, client: TelnetClient): Promise<void> => {
  try {
    for (let chunk = await input.next(); chunk !== undefined; chunk = await input.next()) {
      client.type(chunk);
      await client.flushed();
    }
    await client.finish();
  } catch {
    // the far side is gone, and the ledger says how
  }
};
