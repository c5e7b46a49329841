import type { ParseArgsConfig } from 'node:util';
import type { Say } from '../app/i18n.ts';
import type { AdminConfig } from '../config.ts';
import type { Instant } from '../domain/calendar/time.ts';

/** Where a command runs: what it prints, what it may ask, and the time. Nothing printed is personal data. */
export interface Terminal {
  out(line: string): void;
  err(line: string): void;
  /** A line typed by the person, or from a pipe; it is not echoed. */
  ask(question: string): Promise<string>;
  now(): Instant;
  /** The environment; production reads its own. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** A command as it was called. */
export interface Call extends Omit<Terminal, 'env'> {
  readonly config: AdminConfig;
  readonly say: Say;
  /** What stands after the command's words, in order. */
  readonly given: readonly string[];
  /** An option's text, `true` for one without text, undefined where it was left out. */
  option(name: string): string | boolean | undefined;
}

/** One thing operations can do, in one file. Its words are what is typed; its sentences stand under `admin.<id>` in the locales. */
export interface AdminCommand {
  readonly id: string;
  /** `export evaluation`: one word or two. */
  readonly words: string;
  /** As shown in the usage: `<fil.csv> [--apply]`. */
  readonly takes: string;
  /** How many must be given after the words. */
  readonly given: number;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  run(call: Call): Promise<void>;
}

/** What was asked for cannot be done; the message says why in words for the person at the terminal, and holds no personal data. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
  /** 1: it was tried, or is not so. 2: it was asked for in a way that makes no sense. */
  readonly exitCode: 1 | 2;

  constructor(message: string, { exitCode = 1, ...options }: ErrorOptions & { readonly exitCode?: 1 | 2 } = {}) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
