import type { Requests } from '../app/ports/records.ts';
import { CitizenRequest } from '../domain/citizen-request.ts';
import type { Session } from './dialect.ts';
import { readFirst, readRows } from './rows.ts';

const COLUMNS = [
  'id',
  'kind',
  'course',
  'alias',
  'person',
  'agreement',
  'received_on as receivedOn',
  'outcome',
  'ground',
  'answered_on as answeredOn',
] as const;

export function createRequests({ db }: Session): Requests {
  const select = () => db.selectFrom('citizen_request').select(COLUMNS).orderBy('received_on').orderBy('id');
  return {
    save: async ({ id, receivedOn, answeredOn, ...request }) => {
      const rest = { ...request, received_on: receivedOn, answered_on: answeredOn };
      await db
        .insertInto('citizen_request')
        .values({ id, ...rest })
        .onConflict((on) => on.column('id').doUpdateSet(rest))
        .execute();
    },
    get: async (id) => readFirst(CitizenRequest, 'citizen_request', await select().where('id', '=', id).execute()),
    open: async () =>
      readRows(CitizenRequest, 'citizen_request', await select().where('outcome', 'is', null).execute()),
    ofPerson: async (person) =>
      readRows(CitizenRequest, 'citizen_request', await select().where('person', '=', person).execute()),
  };
}
