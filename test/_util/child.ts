import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ChildOrder } from './bot-child.ts';

const FILE = fileURLToPath(new URL('./bot-child.ts', import.meta.url));
/** Most of a start is reading and compiling code; a process that ends in order keeps what it compiled for the many starts after it. */
const CACHE = join(tmpdir(), 'trinvis-compile-cache');

const Answer = z.object({ n: z.number(), answer: z.unknown() });

/** A bot in a process of its own. */
export interface Child {
  /** Has an order carried out; rejects when the process ends before it has answered. */
  ask(order: ChildOrder): Promise<unknown>;
  /** SIGKILL: nothing of it runs any more, and nothing is tidied up. */
  kill(): void;
  readonly ended: Promise<void>;
}

/** Starts a process that waits for its first order. */
export function spawnChild(): Child {
  const process = fork(FILE, [], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=64'],
    env: { ...globalThis.process.env, NODE_COMPILE_CACHE: CACHE },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  process.on('message', (message) => {
    const { n, answer } = Answer.parse(message);
    waiting.get(n)?.resolve(answer);
    waiting.delete(n);
  });
  let gone = false;
  const ended = endOf(process).then(() => {
    gone = true;
    for (const { reject } of waiting.values()) reject(new Error('the process ended'));
  });
  let n = 0;
  return {
    ended,
    kill: () => void process.kill('SIGKILL'),
    ask(order) {
      if (gone) return Promise.reject(new Error('the process ended'));
      n += 1;
      const answer = Promise.withResolvers<unknown>();
      waiting.set(n, answer);
      // To a process that is gone already it cannot be sent; its end rejects the answer.
      if (process.connected) process.send({ n, order }, () => undefined);
      return answer.promise;
    },
  };
}

async function endOf(process: ChildProcess): Promise<void> {
  await once(process, 'exit');
}
