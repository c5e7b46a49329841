/** What a load came to: turns a second, and how long they took in milliseconds. */
export interface LoadResult {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Keeps `connections` requests under way for so long and measures each; the first second is not counted. */
export async function load(
  request: (n: number) => Promise<void>,
  { connections = 32, seconds = 5 } = {},
): Promise<LoadResult> {
  const began = performance.now();
  const counted = began + 1000;
  const end = counted + seconds * 1000;
  const took: number[] = [];
  let n = 0;
  const worker = async () => {
    while (performance.now() < end) {
      n += 1;
      const start = performance.now();
      await request(n);
      if (start >= counted) took.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
  return { perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99) };
}
