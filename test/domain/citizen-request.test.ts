import { describe, expect, test } from '@jest/globals';
import {
  answerBy,
  type CitizenRequest,
  receivedRefusal,
  requestObligations,
} from '../../src/domain/citizen-request.ts';
import { Alias, RequestId } from '../../src/domain/ids.ts';
import { CASEWORKER, calendar, day, given, LEADER, ODENSE, opened, programmes } from '../_util/builders.ts';

const { course } = given(opened('2026-10-01'));
const REQUEST: CitizenRequest = {
  id: RequestId.parse('request-1'),
  kind: 'access',
  course: course.id,
  alias: Alias.parse('ODE-014'),
  person: course.person,
  agreement: ODENSE,
  receivedOn: day('2026-10-02'),
  outcome: null,
  ground: null,
  answeredOn: null,
};
const ADMINS = [LEADER, CASEWORKER];
const owed = (request: CitizenRequest) =>
  requestObligations(request, {
    admins: ADMINS,
    rules: programmes.common.citizenRequest.rungs,
    calendar: calendar(),
  });

describe('a citizen’s request (GDPR 12, 15, 17)', () => {
  test.each([
    ['2026-10-02', '2026-11-02'],
    ['2027-01-31', '2027-02-28'],
    ['2028-01-30', '2028-02-29'],
  ])('L3: received %s, it is answered by %s', (receivedOn, due) => {
    expect(answerBy({ receivedOn: day(receivedOn) })).toBe(due);
  });

  test('every administrator owes the answer, and is told 14, 7 and 1 days before, on working days (N4)', () => {
    const [obligation] = owed(REQUEST);
    expect(obligation).toMatchObject({ kind: 'citizenRequest', due: '2026-11-02', notice: false });
    // 14 days before Monday 2 Nov is a Monday; the day before it a Sunday, so the Friday.
    expect(obligation?.rungs.map((r) => r.day)).toEqual(['2026-10-19', '2026-10-26', '2026-10-30']);
    for (const to of [obligation?.owners, ...(obligation?.rungs.map((r) => r.to) ?? [])]) {
      expect(to).toEqual(ADMINS.map((user) => ({ kind: 'person', user })));
    }
  });

  test.each(['extracted', 'erased', 'refused'] as const)('once it is %s nothing is owed', (outcome) => {
    expect(owed({ ...REQUEST, outcome, answeredOn: day('2026-10-05') })).toEqual([]);
  });

  test('it came today or up to two months ago', () => {
    const because = (receivedOn: string) => receivedRefusal(day(receivedOn), day('2026-11-02'))?.because ?? null;
    expect(['2026-11-03', '2026-11-02', '2026-09-02', '2026-09-01'].map(because)).toEqual([
      'date-in-future',
      null,
      null,
      'date-too-old',
    ]);
  });
});
