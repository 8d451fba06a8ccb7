/** Store: the state of the page, changed by pure steps alone; who shows it is told after each. */

export interface Store<S> {
  readonly state: S;
  change(step: (state: S) => S): void;
  watch(told: () => void): () => void;
}

export const makeStore = <S>(first: S): Store<S> => {
  let state = first;
  const watchers = new Set<() => void>();
  return {
    get state() {
      return state;
    },
    change: (step) => {
      const next = step(state);
      if (next === state) return;
      state = next;
      for (const told of watchers) told();
    },
    watch: (told) => {
      watchers.add(told);
      return () => watchers.delete(told);
    },
  };
};
