/** Ends: who sent to whom, where a layer says so beside the columns of its header. */

/** One side of what a layer carries, as text, and where its address lies if it has one. */
export interface End {
  readonly text: string;
  readonly port?: number;
  /** 4 or 6, and the offset of its bytes. */
  readonly address?: { readonly kind: number; readonly at: number };
}
export interface Ends {
  readonly source: End;
  readonly target: End;
  /** What tells conversations between the same two ends apart. */
  readonly kind?: string;
  /** What the frame says beside bytes. */
  readonly event?: 'opened' | 'ended' | 'cut';
}
