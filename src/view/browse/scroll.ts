/** Scroll: which lines of a long list are on the screen, and which one is chosen. */

export class Scroll {
  /** The first line shown, and the chosen one. */
  top = 0;
  at = 0;

  /** The keys that walk in a list; false where it is another key. `page` lines are shown. */
  key(key: string, count: number, page: number): boolean {
    const to = this.#target(key, count, Math.max(1, page));
    if (to === undefined) return false;
    this.at = Math.max(0, Math.min(count - 1, to));
    return true;
  }

  #target(key: string, count: number, page: number): number | undefined {
    if (key === 'up' || key === 'k') return this.at - 1;
    if (key === 'down' || key === 'j') return this.at + 1;
    if (key === 'pageup' || key === 'ctrl-b') return this.at - page;
    if (key === 'pagedown' || key === ' ' || key === 'ctrl-f') return this.at + page;
    if (key === 'home' || key === 'g') return 0;
    if (key === 'end' || key === 'G') return count - 1;
    return undefined;
  }

  /** Moves the screen so that the chosen line is on it. */
  show(count: number, page: number): void {
    this.at = Math.max(0, Math.min(count - 1, this.at));
    if (this.at < this.top) this.top = this.at;
    if (this.at >= this.top + page) this.top = this.at - page + 1;
    this.top = Math.max(0, Math.min(this.top, count - page));
  }

  /** Chooses a line and, where it was not on the screen, puts it into the middle. */
  jump(at: number, page: number): void {
    if (at < this.top || at >= this.top + page) this.top = Math.max(0, at - (page >> 1));
    this.at = at;
  }
}
