/** Desk: what is there, as a page knows it: services, connections, captures; and what of it is another than it was. */

import type { Instant } from '../../core/time.ts';

export type EndpointState = 'listens' | 'opening' | 'open' | 'closed' | 'reset' | 'refused' | 'failed';

/** A service, a connection of our own, or one that somebody opened to a service. */
export interface EndpointRow {
  readonly id: number;
  readonly kind: 'service' | 'connection';
  /** Of the service that it came to. */
  readonly parent?: number;
  readonly title: string;
  readonly address: string;
  readonly state: EndpointState;
  /** Why there is no connection. */
  readonly why?: string;
  /** Who ended it first, or cut it off; on TCP with a FIN or a RST. */
  readonly ended?: { readonly by: 'client' | 'server'; readonly isCut: boolean; readonly isTcp: boolean };
  readonly toServer: number;
  readonly toClient: number;
  /** Milliseconds since 1970. */
  readonly opened: number;
  readonly closed?: number;
  /** Its two ends as the packets name them, client first. */
  readonly hosts?: readonly [client: string, server: string];
  /** Opened or accepted by the service, for one of its clients: with that client, or with a server that it asks for it, as whose client. */
  readonly beside?: 'client' | 'server';
  /** What is typed on the page goes there. */
  readonly isOurs: boolean;
  /** A command with which another program comes here. */
  readonly example?: string;
  /** What the clients of a service have in common: `rooms`, `one mailbox`. */
  readonly shares?: string;
  /** What a service has told of those who came, the newest last. */
  readonly says?: readonly string[];
  /** A protocol is spoken there by hand. */
  readonly guided?: GuidedPart;
}

export interface GuidedPart {
  readonly title: string;
  /** The line that may be typed now, secrets as they are, and what it does. */
  readonly next?: { readonly line: string; readonly why: string };
  /** What was heard means, the newest last. */
  readonly remarks: readonly string[];
}

/** What our own channels carry, or an opened file. */
export interface CaptureRow {
  readonly id: number;
  readonly name: string;
  readonly isLive: boolean;
  readonly frames: number;
  /** Of the newest frame, after the first, in seconds. */
  readonly seconds: number;
  /** From 0 to 1; absent where nobody knows. */
  readonly progress?: number;
  readonly isOver: boolean;
  readonly fault?: string;
  /** Packets that went by and were not kept. */
  readonly skipped: number;
  readonly bytes: number;
  /** When its first frame was, since 1970; absent where nobody knows. */
  readonly begins?: Instant;
  /** Its packets come from an interface. */
  readonly source?: SourcePart;
}

export interface SourcePart {
  readonly isOn: boolean;
  /** Packets that the system had no room for. */
  readonly dropped: number;
  /** Which way they come, or why they do not any more. */
  readonly says: string;
}

export interface SharedPart {
  /** With the code and without. */
  readonly link: string;
  readonly address: string;
  readonly code: string;
  /** SHA-256 of the certificate. */
  readonly fingerprint: string;
  readonly guests: number;
}

export interface Desk {
  /** The clock of the server, milliseconds since 1970. */
  readonly now: number;
  readonly endpoints: readonly EndpointRow[];
  readonly captures: readonly CaptureRow[];
  /** Pages that look on. */
  readonly viewers: number;
  /** It is shared, told to who shares it. */
  readonly shared?: SharedPart;
  /** The exercise that is being done. */
  readonly lesson?: { readonly name: string; readonly capture: number };
  /** Lines of the step console so far. */
  readonly steps: number;
}

/** Those of its parts that are another now; `null`: there is none any more. */
export type Changed<T> = { readonly [K in keyof T]?: T[K] | null };

/** By its number; one that is not known yet comes whole. */
export type RowNews<R extends { readonly id: number }> = Changed<R> & { readonly id: number };

/** What is not there is as it was. */
export interface DeskNews extends Changed<Omit<Desk, 'now' | 'endpoints' | 'captures'>> {
  readonly now: number;
  readonly endpoints?: readonly RowNews<EndpointRow>[];
  readonly captures?: readonly RowNews<CaptureRow>[];
  /** Numbers of endpoints and captures that are not there any more. */
  readonly goneEndpoints?: readonly number[];
  readonly goneCaptures?: readonly number[];
}
