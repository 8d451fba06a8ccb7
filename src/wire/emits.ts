/** Emits: whether code is made of declarations here. Not in a page: its policy may forbid it, and closures do the same. */
export const EMITS: boolean = Reflect.has(globalThis, 'process');
