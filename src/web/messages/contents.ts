/** Contents: what a capture has in it, counted: over time, by service, protocol and host, and what is wrong. */

/** A service: its packets over time, and the filter that shows it alone, where there is one. */
export interface LanePart {
  readonly title: string;
  readonly packets: number;
  readonly line: readonly number[];
  readonly filter: string;
}

/** Packets of which something is wrong. */
export interface FaultRow {
  readonly title: string;
  /** What it means. */
  readonly says: string;
  readonly filter: string;
  readonly packets: number;
  /** Over time, in few stretches. */
  readonly line: readonly number[];
  /** They are counted in another row too. */
  readonly isPart: boolean;
}

/** What went when, in equal stretches of time. */
export interface OverviewPart {
  /** Seconds of a stretch. */
  readonly width: number;
  readonly toServer: readonly number[];
  readonly toClient: readonly number[];
  readonly packets: readonly number[];
  /** Packets of the busiest services; empty where there is one alone. */
  readonly lanes: readonly LanePart[];
  /** Packets that pass the filter; empty where there is none. */
  readonly hits: readonly number[];
}

export interface HostRow {
  readonly address: string;
  readonly packets: number;
  readonly sent: number;
  readonly received: number;
  readonly conversations: number;
  /** The filter that shows it alone; empty where there is none. */
  readonly filter: string;
}

export interface BranchRow {
  readonly title: string;
  /** `TCP` */
  readonly short: string;
  readonly depth: number;
  readonly packets: number;
  readonly bytes: number;
  readonly filter: string;
}

/** What comes nearest to a filter that no packet passes. */
export type NearestPart =
  | { readonly kind: 'absent'; readonly name: string }
  | { readonly kind: 'greatest' | 'least'; readonly name: string; readonly value: string; readonly number: number }
  /** The most frequent first, and how many others there are. */
  | { readonly kind: 'values'; readonly name: string; readonly values: readonly string[]; readonly more: number }
  | { readonly kind: 'apart'; readonly parts: readonly { readonly text: string; readonly count: number }[] };
