import { type ConnectorClient, ConnectorFactory } from 'botframework-connector';
import { isTrustedServiceUrl, type TrustedServices } from './service-url.ts';

/** The service URL is none that the bot talks to. */
export class UntrustedService extends Error {
  override readonly name = 'UntrustedService';
}

interface AbortSignalLike {
  readonly aborted: boolean;
}

interface OutgoingRequest {
  readonly abortSignal?: AbortSignalLike;
}
interface Policy {
  readonly name: string;
  sendRequest<R>(request: OutgoingRequest, next: (request: OutgoingRequest) => R): R;
}
/** The HTTP pipeline inside a connector client, which botbuilder's types keep private. */
interface Pipeline {
  removePolicy(policy: { readonly name: string }): unknown;
  addPolicy(policy: Policy, options: { readonly phase: 'Sign' }): void;
}

/** Real service URLs are a handful; the limit only keeps a faulty caller from filling the memory. */
const MAX_CLIENTS = 64;

/**
 * One connector client per service URL: botbuilder builds one for every turn, which is half of what a turn costs. The clients make
 * exactly one HTTP attempt and follow no redirect, since sending is not idempotent and the token is meant for one host.
 */
export class ConnectorCache extends ConnectorFactory {
  readonly #inner: ConnectorFactory;
  readonly #trusted: TrustedServices;
  readonly #clients = new Map<string, Promise<ConnectorClient>>();
  readonly #begun = new WeakSet<AbortSignalLike>();

  constructor(inner: ConnectorFactory, trusted: TrustedServices) {
    super();
    this.#inner = inner;
    this.#trusted = trusted;
  }

  /** Throws UntrustedService for a service URL that is not Teams'. */
  override create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    const key = `${audience ?? ''} ${serviceUrl}`;
    const client = this.#clients.get(key) ?? this.#build(serviceUrl, audience);
    this.#clients.delete(key);
    this.#clients.set(key, client);
    for (const oldest of this.#clients.keys()) {
      if (this.#clients.size <= MAX_CLIENTS) break;
      this.#clients.delete(oldest);
    }
    client.catch(() => this.#clients.delete(key));
    return client;
  }

  /** Whether the request under this signal got as far as the network; before that nothing can have been delivered. */
  hasBegun(signal: AbortSignalLike): boolean {
    return this.#begun.has(signal);
  }

  async #build(serviceUrl: string, audience: string | undefined): Promise<ConnectorClient> {
    if (!isTrustedServiceUrl(serviceUrl, this.#trusted)) throw new UntrustedService('not a Teams service URL');
    const connector = await this.#inner.create(serviceUrl, audience);
    const pipeline = pipelineOf(connector);
    for (const name of ['defaultRetryPolicy', 'redirectPolicy']) pipeline.removePolicy({ name });
    const begun = this.#begun;
    // The last phase: after the token was fetched and put into the request, right before the network.
    pipeline.addPolicy(
      {
        name: 'rememberBegun',
        sendRequest(request, next) {
          if (request.abortSignal) begun.add(request.abortSignal);
          return next(request);
        },
      },
      { phase: 'Sign' },
    );
    return connector;
  }
}

function pipelineOf(connector: ConnectorClient): Pipeline {
  const inside: unknown = Reflect.get(connector, 'client');
  if (typeof inside === 'object' && inside && 'pipeline' in inside && isPipeline(inside.pipeline))
    return inside.pipeline;
  throw new Error('botframework-connector sends in another way than in 4.23: its retries could not be switched off');
}

function isPipeline(value: unknown): value is Pipeline {
  return typeof value === 'object' && value !== null && 'removePolicy' in value && 'addPolicy' in value;
}
