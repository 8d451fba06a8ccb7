/** What a pcapng file says besides frames, kept within bounds: a hostile file can make neither text nor names grow without end. */
import type { CaptureNotes, InterfaceInfo, InterfaceStatistics, Secrets, SectionInfo } from './decoder.ts';
import { type Block, BlockType, readNames, readSecrets, readStatistics, Smallest } from './pcapng-blocks.ts';

/** Characters of text and bytes of secrets that are kept in all; what comes later is dropped. */
const ROOM = 16 << 20;
const MAX_NAMES = 100_000;

export class Notes implements CaptureNotes {
  readonly sections: SectionInfo[] = [];
  readonly secrets: Secrets[] = [];
  readonly names = new Map<string, string[]>();
  readonly statistics = new Map<number, InterfaceStatistics>();
  #room = ROOM;
  #nameCount = 0;

  section(s: SectionInfo): void {
    const text = [s.hardware, s.os, s.application, ...s.comments];
    if (this.#fits(text)) this.sections.push(s);
  }

  /** The interface with its texts while there is room for them, else without. */
  affordable(i: InterfaceInfo): InterfaceInfo {
    const text = [i.name, i.description, i.filter, i.os, i.hardware, ...i.comments];
    return this.#fits(text) ? i : { ...i, name: '', description: '', filter: '', os: '', hardware: '', comments: [] };
  }

  /** Takes in a block that is neither section, interface nor packet, or says what is wrong with it. `first`: number of the section's first interface. */
  take(b: Block, type: number, first: number): string | undefined {
    if (type === BlockType.names) return readNames(b, (address, name) => this.#name(address, name));
    if (type === BlockType.secrets) return this.#takeSecrets(b);
    if (type === BlockType.statistics) return this.#takeStatistics(b, first);
    return undefined;
  }

  #takeSecrets(b: Block): string | undefined {
    if (b.length < Smallest.secrets) return `expected at least ${Smallest.secrets} bytes for secrets, got ${b.length}`;
    const secrets = readSecrets(b);
    if (typeof secrets === 'string') return secrets;
    this.#room -= secrets.bytes.length + 64;
    if (this.#room >= 0) this.secrets.push(secrets);
    return undefined;
  }

  #takeStatistics(b: Block, first: number): string | undefined {
    if (b.length < Smallest.statistics) return `expected at least ${Smallest.statistics} bytes for statistics, got ${b.length}`;
    const report = readStatistics(b);
    if (typeof report === 'string') return report;
    const key = first + report.interface;
    if (this.statistics.has(key) || this.statistics.size < MAX_NAMES) this.statistics.set(key, report.statistics);
    return undefined;
  }

  #name(address: string, name: string): void {
    if (this.#nameCount >= MAX_NAMES || !this.#fits([name])) return;
    const known = this.names.get(address);
    if (known?.includes(name)) return;
    this.#nameCount++;
    if (known === undefined) this.names.set(address, [name]);
    else if (known.length < 64) known.push(name);
  }

  #fits(texts: readonly string[]): boolean {
    this.#room -= texts.reduce((n, t) => n + t.length, 64);
    return this.#room >= 0;
  }
}
