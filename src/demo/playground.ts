import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inheritedEnvironment } from '../config.ts';
import { DemoError } from './demo-error.ts';
import { playgroundConfig } from './playground-config.ts';

export interface PlaygroundOptions {
  /** The bot's address, without /api/messages. */
  readonly botUrl: string;
  /** The port wished for; the next free one is taken when it is busy. 0 takes any. */
  readonly port: number;
  /** Where its configuration and its log are written. */
  readonly folder: string;
  /** Whether it may open a browser window by itself. */
  readonly openBrowser: boolean;
}

/** The Microsoft 365 Agents Playground as a child process. */
export interface Playground {
  readonly url: string;
  /** Settles when it ends, by itself or by `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const CLI = fileURLToPath(import.meta.resolve('@microsoft/m365agentsplayground/cli.js'));
const PATIENCE_MS = 60_000;

/** Starts the Playground against a bot and waits until it answers. Throws a DemoError when it does not come up. */
export async function startPlayground({ botUrl, port, openBrowser, ...where }: PlaygroundOptions): Promise<Playground> {
  const folder = resolve(where.folder);
  mkdirSync(folder, { recursive: true });
  const configPath = join(folder, '.m365agentsplayground.yml');
  writeFileSync(configPath, playgroundConfig());
  const free = await freePort(port);
  const args = ['start', '-e', `${botUrl}/api/messages`, '-c', 'msteams', '-p', String(free), '--dt'];
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: folder,
    stdio: 'ignore',
    env: inheritedEnvironment({
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: configPath,
      M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground.log'),
      ...(openBrowser ? {} : { TEAMSAPPTESTER_BROWSER: 'none' }),
    }),
  });
  const state = { over: false };
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done());
    child.once('error', () => done());
  }).then(() => {
    state.over = true;
  });
  const stop = async () => {
    child.kill();
    await ended;
  };
  const url = `http://localhost:${free}`;
  if (await answers(url, () => state.over)) return { url, ended, stop };
  await stop();
  throw new DemoError(`Playground kom ikke op. Se ${join(folder, 'playground.log')}`);
}

async function answers(url: string, isOver: () => boolean): Promise<boolean> {
  for (let waited = 0; waited < PATIENCE_MS && !isOver(); waited += 200) {
    const response = await fetch(`${url}/_internal/v1/config`).catch(() => null);
    if (response?.ok === true) return true;
    await pause(200);
  }
  return false;
}

/** The port wished for when it is free, else one of the next twenty; 0 is any. */
export async function freePort(wished: number): Promise<number> {
  for (let port = wished; port < wished + 20; port += 1) {
    const got = await tryPort(port);
    if (got !== null) return got;
  }
  throw new DemoError(`Portene ${wished}–${wished + 19} er optaget. Vælg en anden med --port eller --playground-port.`);
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(null));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : null));
    });
  });
}
