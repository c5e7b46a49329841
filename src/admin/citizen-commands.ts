import { readFileSync } from 'node:fs';
import { citizenCopy } from '../app/citizen-rights/citizen-copy.ts';
import { answerRequest, eraseCitizen, erasureRefusal } from '../app/citizen-rights/erase-citizen.ts';
import { outlivedRecords } from '../app/citizen-rights/retention.ts';
import type { Scope } from '../app/context.ts';
import { readAlias } from '../app/courses/load-course.ts';
import { formatDateWithYear } from '../app/format.ts';
import { refusalSentence } from '../app/refusal-sentence.ts';
import type { CitizenRequest, RequestKind } from '../domain/citizen-request.ts';
import { type AdminCommand, AdminError, type Call } from './command.ts';
import { mustBeNew, writePrivate } from './out-file.ts';
import { newPassphrase, openFile, sealFile } from './sealed-file.ts';
import { inScope } from './with-store.ts';

const OUT = { out: { type: 'string' } } as const;

/** P5: whose record has been kept as long as it may be; with `--apply` it goes. */
export const retention: AdminCommand = {
  id: 'retention',
  words: 'retention',
  takes: '[--apply]',
  given: 0,
  options: { apply: { type: 'boolean' } },
  async run(call) {
    const { say, out, config } = call;
    const apply = call.option('apply') === true;
    const outlived = await inScope(call, async (scope) => {
      const found = await outlivedRecords(scope, config.retentionDays);
      for (const { person } of apply ? found : []) await eraseCitizen(scope, { person, by: null, cause: 'retention' });
      return found;
    });
    for (const { aliases, endedOn } of outlived) {
      out(say('admin.retention.line', { aliases: aliases.join(', '), date: formatDateWithYear(endedOn, 'da') }));
    }
    const days = config.retentionDays;
    out(say(apply ? 'admin.retention.applied' : 'admin.retention.dryRun', { count: outlived.length, days }));
  },
};

/** The citizen's own copy in an encrypted file (GDPR 15); the request was registered with `indsigt`. */
export const extract: AdminCommand = {
  id: 'extract',
  words: 'extract',
  takes: '<alias> --out <fil>',
  given: 1,
  options: OUT,
  async run(call) {
    const { say, out, given, config } = call;
    const file = mustBeNew(call, outOf(call));
    const { request, text } = await inScope(call, async (scope) => {
      const asked = await openRequest(call, scope, { kind: 'access', typed: given[0] ?? '' });
      const copy = { person: asked.person, retentionDays: config.retentionDays };
      return { request: asked, text: await citizenCopy(scope, say, copy) };
    });
    if (text === null) throw new AdminError(say('admin.extract.erased'));
    const passphrase = newPassphrase();
    writePrivate(call, file, sealFile(text, passphrase));
    await inScope(call, (scope) => answerRequest(scope, { ...request, outcome: 'extracted' }));
    out(say('admin.extract.done'));
    out(passphrase);
    out(say('admin.extract.then'));
  },
};

/** The citizen's request as it was registered in Teams: without one nothing is taken out or erased. */
async function openRequest(
  { say }: Call,
  { tx }: Scope,
  { kind, typed }: { readonly kind: RequestKind; readonly typed: string },
): Promise<CitizenRequest> {
  const alias = readAlias(typed);
  const row = alias === null ? null : await tx.courses.byAlias(alias);
  if (row === null) throw new AdminError(say('request.unknownAlias'));
  const open = (await tx.requests.ofPerson(row.person)).find((r) => r.kind === kind && r.outcome === null);
  if (open === undefined) throw new AdminError(say(`admin.notAsked.${kind}`, { alias: row.alias }));
  return open;
}

/** Erasure on request from the server, for where it is decided there and not on the card (GDPR 17). */
export const erase: AdminCommand = {
  id: 'erase',
  words: 'erase',
  takes: '<alias> [--apply]',
  given: 1,
  options: { apply: { type: 'boolean' } },
  async run(call) {
    const { say, out, given } = call;
    const apply = call.option('apply') === true;
    await inScope(call, async (scope) => {
      const { person } = await openRequest(call, scope, { kind: 'erasure', typed: given[0] ?? '' });
      const refusal = await erasureRefusal(scope, person);
      if (refusal !== null) throw new AdminError(refusalSentence(say, refusal));
      if (apply) await eraseCitizen(scope, { person, by: null, cause: 'request' });
    });
    out(say(apply ? 'admin.erase.done' : 'admin.erase.dryRun'));
  },
};

/** Opens such a file again, where somebody helps the citizen with it. */
export const extractOpen: AdminCommand = {
  id: 'extractOpen',
  words: 'extract-open',
  takes: '<fil> --out <fil>',
  given: 1,
  options: OUT,
  async run(call) {
    const { say, out, given } = call;
    const file = mustBeNew(call, outOf(call));
    const sealed = readSealed(call, given[0] ?? '');
    const text = openFile(sealed, await call.ask(say('admin.extractOpen.ask')));
    if (text === null) throw new AdminError(say('admin.extractOpen.wrong'));
    writePrivate(call, file, text);
    out(say('admin.extractOpen.done'));
  },
};

function outOf(call: Call): string {
  const file = call.option('out');
  if (typeof file !== 'string' || file === '') throw new AdminError(call.say('admin.needsOut'), { exitCode: 2 });
  return file;
}

function readSealed({ say }: Call, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new AdminError(say('admin.extractOpen.noFile'), { exitCode: 2, cause });
  }
}
