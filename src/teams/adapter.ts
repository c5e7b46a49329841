import { type Activity, CloudAdapter, type InvokeResponse, type TurnContext } from 'botbuilder';
import type { AuthenticateRequestResult } from 'botframework-connector';
import type { AuthConfig } from '../config.ts';
import { appIdOf, TeamsAuthentication, type TokenIssuer } from './authentication.ts';
import type { ConnectorCache } from './connector-cache.ts';

/** The part of pino that the Teams edge logs with: an object without personal data, then a static message. */
export interface Log {
  info(what: object, message: string): void;
  warn(what: object, message: string): void;
  error(what: object, message: string): void;
}

export interface AdapterOptions {
  readonly auth: AuthConfig;
  readonly log: Log;
  /** Default: Microsoft's public cloud. */
  readonly tokenIssuer?: TokenIssuer;
}

export interface TurnToRun {
  readonly activity: Activity;
  readonly authenticated: AuthenticateRequestResult;
  readonly correlationId: string;
  readonly logic: (context: TurnContext) => Promise<void>;
}

/** `failed`: the logic threw; it has been logged, and nothing has been said to the person. */
export type TurnOutcome =
  | { readonly kind: 'done'; readonly response: InvokeResponse | undefined }
  | { readonly kind: 'failed' };

const CORRELATION = Symbol('correlationId');

/** botbuilder's CloudAdapter, one for the process, as this bot uses it. */
export class TeamsAdapter extends CloudAdapter {
  /** The bot's application id; empty without authentication. */
  readonly appId: string;
  readonly #authentication: TeamsAuthentication;

  constructor({ auth, log, tokenIssuer = { kind: 'microsoft' } }: AdapterOptions) {
    const authentication = new TeamsAuthentication(auth, tokenIssuer);
    super(authentication);
    this.appId = appIdOf(auth);
    this.#authentication = authentication;
    this.onTurnError = async (context, error) => {
      const correlationId: unknown = context.turnState.get(CORRELATION);
      log.error({ correlationId, ...describeError(error) }, 'A turn failed');
    };
  }

  /** The connector clients of this process, for messages that answer no activity. */
  get connectors(): ConnectorCache {
    return this.#authentication.connectors;
  }

  mayBeFromTeams(authorization: string | undefined): boolean {
    return this.#authentication.mayBeFromTeams(authorization);
  }

  /** Throws Unauthorised or KeysUnavailable. */
  authenticate(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    return this.#authentication.authenticateRequest(activity, authorization);
  }

  /** Runs one turn through botbuilder's pipeline. An error of the logic is logged once and ends here. */
  async runTurn({ activity, authenticated, correlationId, logic }: TurnToRun): Promise<TurnOutcome> {
    let failed = false;
    const response = await this.processActivity(authenticated, activity, async (context) => {
      context.turnState.set(CORRELATION, correlationId);
      try {
        await logic(context);
      } catch (error) {
        failed = true;
        throw error;
      }
    });
    return failed ? { kind: 'failed' } : { kind: 'done', response };
  }
}

/** What may be logged of an error: its class, code and stack frames. Messages may quote what a person typed. */
export function describeError(error: unknown): { error: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return { error: typeof error };
  const code: unknown = Reflect.get(error, 'code');
  // What looks like a frame inside the message is not one.
  const trace = error.stack?.replace(error.message, () => '') ?? '';
  const frames = trace.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    at: frames.slice(0, 12).map((line) => line.trim()),
  };
}
