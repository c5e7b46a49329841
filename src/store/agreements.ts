import { z } from 'zod';
import type { AgreementIndex, AgreementRow, Organisation, Organisations } from '../app/ports/records.ts';
import { AgreementId, OrganisationId } from '../domain/ids.ts';
import { Side } from '../domain/people.ts';
import type { Session } from './dialect.ts';
import { createMemo } from './memo.ts';
import { readFirst, readRows } from './rows.ts';

const Row: z.ZodType<AgreementRow> = z.object({
  id: AgreementId,
  code: z.string(),
  jobCentre: OrganisationId,
  clinic: OrganisationId,
});
const OrganisationRow: z.ZodType<Organisation> = z.object({ id: OrganisationId, name: z.string(), side: Side });

export function createAgreementIndex({ db }: Session): AgreementIndex {
  const select = () =>
    db.selectFrom('agreement').select(['id', 'code', 'job_centre as jobCentre', 'clinic']).orderBy('code');
  const ofParty = createMemo<readonly AgreementRow[]>();
  return {
    save: async ({ id, code, jobCentre, clinic }) => {
      ofParty.forget();
      const rest = { code, job_centre: jobCentre, clinic };
      await db
        .insertInto('agreement')
        .values({ id, ...rest })
        .onConflict((on) => on.column('id').doUpdateSet(rest))
        .execute();
    },
    byCode: async (code) => readFirst(Row, 'agreement', await select().where('code', '=', code).execute()),
    ofOrganisation: (organisation) =>
      ofParty.keep(organisation, async () => {
        const party = select().where((eb) =>
          eb.or([eb('job_centre', '=', organisation), eb('clinic', '=', organisation)]),
        );
        return readRows(Row, 'agreement', await party.execute());
      }),
    all: async () => readRows(Row, 'agreement', await select().execute()),
  };
}

export function createOrganisations({ db }: Session): Organisations {
  const select = () => db.selectFrom('organisation').select(['id', 'name', 'side']).orderBy('name').orderBy('side');
  const one = createMemo<Organisation | null>();
  return {
    save: async ({ id, name, side }) => {
      one.forget();
      const rest = { name, side };
      await db
        .insertInto('organisation')
        .values({ id, ...rest })
        .onConflict((on) => on.column('id').doUpdateSet(rest))
        .execute();
    },
    get: (id) =>
      one.keep(id, async () =>
        readFirst(OrganisationRow, 'organisation', await select().where('id', '=', id).execute()),
      ),
    byName: async (name, side) =>
      readFirst(
        OrganisationRow,
        'organisation',
        await select().where('name', '=', name).where('side', '=', side).execute(),
      ),
    all: async () => readRows(OrganisationRow, 'organisation', await select().execute()),
  };
}
