/** Columns that grow. */
type TypedArray = Float64Array | Uint32Array | Int32Array | Uint16Array | Int16Array | Uint8Array;

/** The larger arrays of the same names, with what the smaller ones hold. */
export const enlarged = <T extends Readonly<Record<string, TypedArray>>>(from: T, to: T): T => {
  for (const [name, column] of Object.entries(from)) to[name]?.set(column);
  return to;
};
