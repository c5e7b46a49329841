import type { IncomingMessage, ServerResponse } from 'node:http';
import restify from 'restify';
import { createEndpoint, type EndpointOptions, type HttpAnswer } from './endpoint.ts';

export interface ServerOptions extends EndpointOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Whether the bot can serve: the database answers, and the like. */
  ready(): Promise<boolean>;
}

export interface RunningServer {
  /** Where the bot listens, e.g. `http://127.0.0.1:3978`. */
  readonly url: string;
  /**
   * Refuses new turns with 503, waits for those in flight at most so long, then closes. Resolves to the number of turns that were cut
   * off. A second call gets the first one's answer.
   */
  stop(deadlineMs: number): Promise<number>;
}

/** How long a caller may take to send a request, and how long the database may take to say that it is there. */
const REQUEST_DEADLINE_MS = 30_000;
const READY_DEADLINE_MS = 2000;
/** Longer than the front end keeps a connection, or it would send into one that is just being closed. */
const KEEP_ALIVE_MS = 75_000;

/** Starts the HTTP side of the bot: `/api/messages` for Teams, `/healthz` and `/readyz` for operations. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const turns = new Set<Promise<HttpAnswer>>();
  let stopping: Promise<number> | null = null;
  const receive = createEndpoint(options);
  const server = restify.createServer({ name: 'trinvis' });
  server.server.requestTimeout = REQUEST_DEADLINE_MS;
  server.server.keepAliveTimeout = KEEP_ALIVE_MS;

  server.post('/api/messages', async (request: IncomingMessage, response: ServerResponse) => {
    if (stopping !== null) return refuseWhileStopping(response);
    const turn = receive(request);
    turns.add(turn);
    try {
      send(response, await turn);
    } finally {
      turns.delete(turn);
    }
  });
  // The Playground asks by HEAD whether the bot is there.
  server.head('/api/messages', async (_: IncomingMessage, response: ServerResponse) => sendStatus(response, 200));
  server.get('/healthz', async (_: IncomingMessage, response: ServerResponse) => sendStatus(response, 200));
  server.get('/readyz', async (_: IncomingMessage, response: ServerResponse) => {
    sendStatus(response, stopping === null && (await isReady(options)) ? 200 : 503);
  });

  await listen(server, options);
  return {
    url: addressOf(server, options.host),
    stop(deadlineMs) {
      stopping ??= drain(turns, deadlineMs).then(async (left) => {
        await close(server);
        return left;
      });
      return stopping;
    },
  };
}

function listen(server: restify.Server, { host, port }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
}

function addressOf(server: restify.Server, host: string): string {
  const { port } = server.address();
  return `http://${host.includes(':') ? `[${host.replace(/[[\]]/g, '')}]` : host}:${port}`;
}

async function isReady({ ready, log }: ServerOptions): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, READY_DEADLINE_MS, false).unref());
  return Promise.race([ready(), late]).catch(() => {
    log.warn({}, 'The check for readiness failed');
    return false;
  });
}

function drain(turns: ReadonlySet<Promise<HttpAnswer>>, deadlineMs: number): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<number>((resolve) => {
    timer = setTimeout(() => resolve(turns.size), deadlineMs);
  });
  const finished = Promise.all(turns).then(() => 0);
  return Promise.race([finished, deadline]).finally(() => clearTimeout(timer));
}

/** Answers that are written are still sent; connections on which nothing happens any more are closed at once. */
function close(server: restify.Server): Promise<void> {
  return new Promise((resolve) => {
    const { server: http } = server;
    server.close(() => resolve());
    http.closeIdleConnections();
    setTimeout(() => http.closeAllConnections(), 100).unref();
  });
}

function send(response: ServerResponse, { status, body, correlationId }: HttpAnswer): void {
  response.setHeader('X-Correlation-Id', correlationId);
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  if (status === 503) response.setHeader('Retry-After', '5');
  if (body === undefined) return sendStatus(response, status);
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

function sendStatus(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Length': 0 });
  response.end();
}

function refuseWhileStopping(response: ServerResponse): void {
  response.setHeader('Retry-After', '5');
  response.setHeader('Connection', 'close');
  sendStatus(response, 503);
}
