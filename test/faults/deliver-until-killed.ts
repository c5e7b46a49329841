import { randomUUID } from 'node:crypto';
import { instantFromMs } from '../../src/domain/calendar/time.ts';
import { createRounds } from '../../src/scheduler/loop.ts';
import { openStore } from '../../src/store/open-store.ts';
import { TeamsAdapter } from '../../src/teams/adapter.ts';
import { createMessenger } from '../../src/teams/messenger.ts';
import { renderCard } from '../../src/teams/render-card.ts';
import { testParts } from '../_util/delivery-world.ts';
import { TEST_MASTER_KEY } from '../_util/stores.ts';

/** A process of its own that delivers from a database file until somebody kills it. Arguments: the file, and civil time. */
const [file = '', nowMs = ''] = process.argv.slice(2);
const log = { info() {}, warn() {}, error: (what: object, message: string) => console.error(message, what) };
const store = await openStore({ kind: 'sqlite', file }, { masterKey: TEST_MASTER_KEY });
const { runRound } = createRounds({
  store,
  parts: testParts(),
  clock: { now: () => instantFromMs(Number(nowMs)) },
  elapsed: { ms: () => performance.timeOrigin + performance.now() },
  log,
  messenger: createMessenger({ adapter: new TeamsAdapter({ auth: { kind: 'none' }, log }) }),
  renderCard,
  owner: randomUUID(),
});
const { delivered } = await runRound();
console.info(`delivered ${delivered}`);
await store.close();
