/** The demo cannot go on; `message` is one sentence for the person at the terminal. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
}
