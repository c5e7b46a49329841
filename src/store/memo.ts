/**
 * Answers kept for the length of one transaction. It reads one snapshot, so nothing but its own writes changes what it was told: whoever
 * writes forgets. What is kept is the promise, so that an answer still on its way when it is forgotten does not come back.
 */
export interface Memo<T> {
  /** The answer kept under a key, or asked for now and kept. */
  keep(key: string, ask: () => Promise<T>): Promise<T>;
  has(key: string): boolean;
  /** Without a key: everything. */
  forget(key?: string): void;
}

export function createMemo<T>(): Memo<T> {
  const kept = new Map<string, Promise<T>>();
  return {
    keep(key, ask) {
      const known = kept.get(key);
      if (known !== undefined) return known;
      const answer = ask();
      kept.set(key, answer);
      return answer;
    },
    has: (key) => kept.has(key),
    forget(key) {
      if (key === undefined) kept.clear();
      else kept.delete(key);
    },
  };
}
