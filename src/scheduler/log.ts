/** The part of pino that the scheduler logs with: an object without personal data, then a static message. */
export interface Log {
  info(what: object, message: string): void;
  warn(what: object, message: string): void;
  error(what: object, message: string): void;
}

/** What may be logged of an error: its class and its stack frames. Messages may quote what a person typed. */
export function describeError(error: unknown): { readonly error: string; readonly at?: readonly string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  // What looks like a frame inside the message is not one.
  const trace = error.stack?.replace(error.message, () => '') ?? '';
  const frames = trace.split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, at: frames.slice(0, 12).map((line) => line.trim()) };
}
