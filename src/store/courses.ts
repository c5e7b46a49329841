import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from 'kysely';
import { z } from 'zod';
import type { CourseIndex, CourseRow } from '../app/ports/records.ts';
import { AgreementId, Alias, ConferenceId, CourseId, PersonId, UserId } from '../domain/ids.ts';
import type { Session } from './dialect.ts';
import { readFirst, readRows } from './rows.ts';
import type { Tables } from './schema.ts';

const Row: z.ZodType<CourseRow> = z.object({
  id: CourseId,
  alias: Alias,
  agreement: AgreementId,
  conference: ConferenceId,
  person: PersonId,
  status: z.enum(['referred', 'running', 'declined', 'closed']),
  referredBy: UserId,
  specialist: UserId.nullable(),
  clinician: UserId.nullable(),
  caseworker: UserId.nullable(),
});

const COLUMNS = [
  'id',
  'alias',
  'agreement',
  'conference',
  'person',
  'status',
  'referred_by as referredBy',
  'specialist',
  'clinician',
  'caseworker',
] as const;
const STATUSES = {
  open: ['referred', 'running'],
  all: ['referred', 'running', 'declined', 'closed'],
};

type Where = (eb: ExpressionBuilder<Tables, 'course'>) => ExpressionWrapper<Tables, 'course', SqlBool>;

export function createCourseIndex({ db }: Session): CourseIndex {
  const select = () => db.selectFrom('course').select(COLUMNS);
  const list = async (scope: 'open' | 'all', where: Where) =>
    readRows(
      Row,
      'course',
      await select().where(where).where('status', 'in', STATUSES[scope]).orderBy('alias').execute(),
    );

  return {
    save: (row) => saveCourse(db, row),
    byAlias: async (alias) => readFirst(Row, 'course', await select().where('alias', '=', alias).execute()),
    ofUser: (user, scope) =>
      list(scope, (eb) =>
        eb.or([
          eb('referred_by', '=', user),
          eb('specialist', '=', user),
          eb('clinician', '=', user),
          eb('caseworker', '=', user),
        ]),
      ),
    ofTeam: (leader, scope) => list(scope, inTeamOf(leader)),
    ofConference: (conference, scope) => list(scope, (eb) => eb('conference', '=', conference)),
    ofAgreement: (agreement, scope) => list(scope, (eb) => eb('agreement', '=', agreement)),
    ofPerson: (person, scope) => list(scope, (eb) => eb('person', '=', person)),
    all: async (after, limit) => {
      const page = select().orderBy('id').limit(limit);
      return readRows(Row, 'course', await (after === null ? page : page.where('id', '>', after)).execute());
    },
    takeNumber: async (agreement) => {
      const { taken } = await db
        .insertInto('alias_counter')
        .values({ agreement, taken: 1 })
        .onConflict((on) => on.column('agreement').doUpdateSet((eb) => ({ taken: eb('alias_counter.taken', '+', 1) })))
        .returning('taken')
        .executeTakeFirstOrThrow();
      return taken;
    },
    holdNumbers: (agreement, upTo) => holdNumbers(db, agreement, upTo),
    clear: async () => {
      await db.deleteFrom('course').execute();
    },
  };
}

async function holdNumbers(db: Session['db'], agreement: AgreementId, upTo: number): Promise<void> {
  await db
    .insertInto('alias_counter')
    .values({ agreement, taken: upTo })
    .onConflict((on) => on.column('agreement').doUpdateSet({ taken: upTo }).where('alias_counter.taken', '<', upTo))
    .execute();
}

async function saveCourse(db: Session['db'], { referredBy, ...row }: CourseRow): Promise<void> {
  const { id, ...rest } = { ...row, referred_by: referredBy };
  await db
    .insertInto('course')
    .values({ id, ...rest })
    .onConflict((on) => on.column('id').doUpdateSet(rest))
    .execute();
}

/** The team's own courses, those of colleagues no leader has been given yet, and those that wait for a specialist at the leader's job centre. */
function inTeamOf(leader: UserId): Where {
  return (eb) => {
    const own = eb.selectFrom('colleague as me').select('me.organisation').where('me.id', '=', leader);
    const team = eb
      .selectFrom('colleague')
      .select('colleague.id')
      .where((on) =>
        on.or([
          on('colleague.leader', '=', leader),
          on.and([on('colleague.leader', 'is', null), on('colleague.organisation', 'in', own)]),
        ]),
      );
    const agreements = eb.selectFrom('agreement').select('agreement.id').where('agreement.job_centre', 'in', own);
    return eb.or([
      eb('specialist', 'in', team),
      eb.and([eb('specialist', 'is', null), eb('course.agreement', 'in', agreements)]),
    ]);
  };
}
