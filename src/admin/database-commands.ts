import { rebuildSummaries } from '../app/rebuild.ts';
import { backupSqlite } from '../store/backup.ts';
import { rotateKey } from '../store/rotate-key.ts';
import { type AdminCommand, AdminError } from './command.ts';
import { checkCopy } from './restore-check.ts';
import { inScope, withStore } from './with-store.ts';

const PLAIN = { takes: '', given: 0, options: {} } as const;

/** Brings the database to the newest schema; opening it does that. */
export const migrate: AdminCommand = {
  ...PLAIN,
  id: 'migrate',
  words: 'migrate',
  async run(call) {
    await withStore(call, (store) => store.ready());
    call.out(call.say('admin.migrate.done'));
  },
};

/** Writes the summary rows anew from the events. */
export const rebuild: AdminCommand = {
  ...PLAIN,
  id: 'rebuild',
  words: 'rebuild',
  async run(call) {
    const { agreements, courses } = await inScope(call, rebuildSummaries);
    call.out(call.say('admin.rebuild.done', { agreements, courses }));
  },
};

/** Copies the SQLite file while the bot runs. */
export const backup: AdminCommand = {
  id: 'backup',
  words: 'backup',
  takes: '<fil>',
  given: 1,
  options: {},
  async run({ config, say, out, given: [file = ''] }) {
    if (config.database.kind === 'postgres') throw new AdminError(say('admin.backup.postgres'), { exitCode: 2 });
    await backupSqlite(config.database.file, file);
    out(say('admin.backup.done'));
  },
};

/** Tries a backup out: opened, checked row by row, deciphered. */
export const restoreCheck: AdminCommand = {
  id: 'restoreCheck',
  words: 'restore-check',
  takes: '<fil>',
  given: 1,
  options: {},
  async run(call) {
    const { say, given } = call;
    const { deciphered, ...counts } = await checkCopy(call, given[0] ?? '');
    call.out(say('admin.restoreCheck.done', counts));
    call.out(say(deciphered ? 'admin.restoreCheck.deciphered' : 'admin.restoreCheck.nothingSealed'));
  },
};

/** Checks the chain of the audit log. */
export const auditVerify: AdminCommand = {
  ...PLAIN,
  id: 'auditVerify',
  words: 'audit verify',
  async run(call) {
    const row = await inScope(call, ({ tx }) => tx.audit.verify());
    if (row !== null) throw new AdminError(call.say('admin.auditVerify.broken', { row }));
    call.out(call.say('admin.auditVerify.whole'));
  },
};

/** Puts the data under a new master key. */
export const rotate: AdminCommand = {
  ...PLAIN,
  id: 'rotateKey',
  words: 'rotate-key',
  async run({ config, say, out, now }) {
    const { newMasterKey: to, masterKey: from } = config;
    if (to === null) throw new AdminError(say('admin.rotateKey.noKey'), { exitCode: 2 });
    if (to.equals(from)) throw new AdminError(say('admin.rotateKey.sameKey'), { exitCode: 2 });
    const { persons, colleagues } = await rotateKey(config.database, { from, to, at: now() });
    out(say('admin.rotateKey.done', { persons, colleagues }));
    out(say('admin.rotateKey.then'));
  },
};
