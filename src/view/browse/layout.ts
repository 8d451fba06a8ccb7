/** Layout: how a screen is shared by the panes of a browser. */

export interface Box {
  readonly columns: number;
  readonly height: number;
}

export interface Layout {
  readonly list: Box;
  readonly tree: Box;
  readonly bytes: Box;
  /** Tree and bytes stand beside each other. */
  readonly isSplit: boolean;
}

/** Columns from which tree and bytes stand beside each other. */
const WIDE = 118;
/** Of those, what the bytes need. */
const BYTES = 74;

/** `height`: what is left for panes, with a line above the lower ones for their names. */
export const layoutOf = (columns: number, height: number): Layout => {
  if (columns >= WIDE) {
    const list = Math.max(3, Math.ceil((height - 1) * 0.5));
    const lower = Math.max(1, height - 1 - list);
    return {
      list: { columns, height: list },
      tree: { columns: columns - BYTES - 1, height: lower },
      bytes: { columns: BYTES, height: lower },
      isSplit: true,
    };
  }
  const list = Math.max(3, Math.ceil((height - 2) * 0.43));
  const tree = Math.max(1, Math.ceil((height - 2 - list) * 0.55));
  return {
    list: { columns, height: list },
    tree: { columns, height: tree },
    bytes: { columns, height: Math.max(1, height - 2 - list - tree) },
    isSplit: false,
  };
};
