import { expect, test } from '@jest/globals';
import type { CourseRow } from '../../src/app/ports/records.ts';
import { onEachStore } from './contract.ts';
import {
  agreementId,
  alias,
  conferenceId,
  courseId,
  courseRow,
  organisationId,
  personId,
  user,
  userId,
} from './samples.ts';

const mette = userId('mette');
const ids = (rows: readonly CourseRow[]) => rows.map(({ id }) => String(id));

onEachStore('Summary rows', (bench) => {
  const save = (...rows: CourseRow[]) =>
    bench.run(async (tx) => {
      for (const row of rows) await tx.courses.save(row);
    });

  test('a course row is found by its alias and overwritten by the next', async () => {
    const row = courseRow('c14', { specialist: mette });
    await save(row, { ...row, status: 'closed', clinician: userId('lars') });
    const found = await bench.run((tx) => tx.courses.byAlias(alias('ODE-014')));
    expect(found).toEqual({ ...row, status: 'closed', clinician: userId('lars') });
    expect(await bench.run((tx) => tx.courses.byAlias(alias('ODE-015')))).toBeNull();
  });

  test('a colleague has the courses in which they are named, in any part, open ones or all', async () => {
    const other = userId('other');
    await save(
      courseRow('c1', { referredBy: mette, status: 'referred' }),
      courseRow('c2', { referredBy: other, specialist: mette }),
      courseRow('c3', { referredBy: other, clinician: mette, status: 'closed' }),
      courseRow('c4', { referredBy: other, caseworker: mette, status: 'declined' }),
      courseRow('c5', { referredBy: other }),
    );
    expect(ids(await bench.run((tx) => tx.courses.ofUser(mette, 'open')))).toEqual(['c1', 'c2']);
    expect(ids(await bench.run((tx) => tx.courses.ofUser(mette, 'all')))).toEqual(['c1', 'c2', 'c3', 'c4']);
  });

  test('a leader has the courses of the team, and those without a specialist at the own job centre', async () => {
    const leader = userId('leader');
    await bench.run(async (tx) => {
      await tx.users.save(user('leader', { role: 'leader', organisation: organisationId('jobcenter') }));
      await tx.users.save(user('mine', { role: 'specialist', leader }));
      await tx.users.save(user('theirs', { role: 'specialist', leader: userId('another') }));
      await tx.agreements.save({
        id: agreementId('odense'),
        code: 'ODE',
        jobCentre: organisationId('jobcenter'),
        clinic: organisationId('clinic'),
      });
      await tx.agreements.save({
        id: agreementId('vejle'),
        code: 'VEJ',
        jobCentre: organisationId('elsewhere'),
        clinic: organisationId('jobcenter'),
      });
    });
    await save(
      courseRow('c1', { specialist: userId('mine') }),
      courseRow('c2', { specialist: userId('theirs') }),
      courseRow('c3', { status: 'referred' }),
      courseRow('c4', { agreement: agreementId('vejle') }),
      courseRow('c5', { specialist: userId('mine'), agreement: agreementId('vejle'), status: 'closed' }),
    );
    expect(ids(await bench.run((tx) => tx.courses.ofTeam(leader, 'open')))).toEqual(['c1', 'c3']);
    expect(ids(await bench.run((tx) => tx.courses.ofTeam(leader, 'all')))).toEqual(['c1', 'c3', 'c5']);
    expect(await bench.run((tx) => tx.courses.ofTeam(userId('mine'), 'all'))).toEqual([]);
  });

  test('courses by conference, agreement and person; N6 asks for open ones', async () => {
    const same = personId('same');
    await save(
      courseRow('c1', { person: same }),
      courseRow('c2', { person: same, status: 'closed', conference: conferenceId('fridays') }),
      courseRow('c3', { agreement: agreementId('vejle') }),
    );
    const found = await bench.run(async ({ courses }) => [
      await courses.ofConference(conferenceId('fridays'), 'all'),
      await courses.ofConference(conferenceId('fridays'), 'open'),
      await courses.ofAgreement(agreementId('odense'), 'all'),
      await courses.ofPerson(same, 'open'),
    ]);
    expect(found.map(ids)).toEqual([['c2'], [], ['c1', 'c2'], ['c1']]);
  });

  test('all courses come in pages, each once', async () => {
    await save(...['c1', 'c2', 'c3', 'c4', 'c5'].map((id) => courseRow(id)));
    const first = await bench.run((tx) => tx.courses.all(null, 3));
    const second = await bench.run((tx) => tx.courses.all(courseId('c3'), 3));
    expect([ids(first), ids(second)]).toEqual([
      ['c1', 'c2', 'c3'],
      ['c4', 'c5'],
    ]);
  });

  test('N6: running numbers of an agreement start at 1 and are never given twice', async () => {
    const take = (agreement: string) => bench.run((tx) => tx.courses.takeNumber(agreementId(agreement)));
    expect([await take('odense'), await take('odense'), await take('vejle'), await take('odense')]).toEqual([
      1, 2, 1, 3,
    ]);
    const taken = await Promise.all(Array.from({ length: 8 }, () => take('odense')));
    expect(taken.toSorted((a, b) => a - b)).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
  });

  test('agreements by code and by party', async () => {
    const [job, clinic] = [organisationId('job'), organisationId('clinic')];
    const odense = { id: agreementId('odense'), code: 'ODE', jobCentre: job, clinic };
    const aero = { id: agreementId('aero'), code: 'ÆRØ', jobCentre: organisationId('island'), clinic };
    const found = await bench.run(async ({ agreements }) => {
      await agreements.save({ ...odense, clinic: job });
      await agreements.save(odense);
      await agreements.save(aero);
      return [
        await agreements.byCode('ÆRØ'),
        await agreements.byCode('ode'),
        await agreements.ofOrganisation(job),
        await agreements.ofOrganisation(clinic),
        await agreements.all(),
      ];
    });
    expect(found).toEqual([aero, null, [odense], [odense, aero], [odense, aero]]);
  });

  test('organisations by id, and by name on one side', async () => {
    const odense = { id: organisationId('o1'), name: 'Odense', side: 'jobCentre' as const };
    const clinic = { id: organisationId('o2'), name: 'Odense', side: 'psychiatry' as const };
    const found = await bench.run(async ({ organisations }) => {
      await organisations.save(odense);
      await organisations.save(clinic);
      return [
        await organisations.get(odense.id),
        await organisations.byName('Odense', 'psychiatry'),
        await organisations.byName('Vejle', 'psychiatry'),
        await organisations.all(),
      ];
    });
    expect(found).toEqual([odense, clinic, null, [odense, clinic]]);
  });
});
