import { expect, test } from '@jest/globals';
import type { CitizenRequest } from '../../src/domain/citizen-request.ts';
import { RequestId } from '../../src/domain/ids.ts';
import { onEachStore } from './contract.ts';
import {
  agreementId,
  alias,
  at,
  courseId,
  courseRow,
  day,
  noteId,
  organisationId,
  personId,
  userId,
} from './samples.ts';

const odense = organisationId('odense');
const citizen = { id: personId('p1'), organisation: odense, name: 'Kanarie Fuglesang', cpr: '6701901234' };
const note = (id: string, time: string, text: string) => ({ id: noteId(id), person: citizen.id, text, at: at(time) });

onEachStore('Erasure and the citizen’s copy', (bench) => {
  test('the record and its notes come in clear, oldest first, for whoever may ask for them', async () => {
    await bench.run(async ({ vault }) => {
      await vault.addPerson(citizen);
      await vault.addNote(note('n2', '09:00', 'Anden'));
      await vault.addNote(note('n1', '08:00', 'Første'));
      expect(await vault.recordOf(citizen.id)).toEqual({ name: citizen.name, cpr: citizen.cpr });
      expect(await vault.notesOf(citizen.id)).toEqual([
        { at: at('08:00'), text: 'Første' },
        { at: at('09:00'), text: 'Anden' },
      ]);
      expect(await vault.recordOf(personId('nobody'))).toBeNull();
    });
  });

  test('P5, GDPR 17: erased, nothing is found or opened any more, once and for good; the same citizen may come anew', async () => {
    await bench.run(async ({ vault }) => {
      await vault.addPerson(citizen);
      await vault.addNote(note('n1', '08:00', 'Første'));
    });
    const [row] = await bench.raw.run('select wrapped_key, cpr_hash from person');
    await bench.run(async ({ vault }) => {
      expect([await vault.isErased(citizen.id), await vault.erase(citizen.id, at('10:00'))]).toEqual([false, true]);
      expect([await vault.isErased(citizen.id), await vault.erase(citizen.id, at('11:00'))]).toEqual([true, false]);
      expect([await vault.nameOf(citizen.id), await vault.recordOf(citizen.id)]).toEqual([null, null]);
      expect([await vault.personByCpr(citizen.cpr, odense), await vault.notesOf(citizen.id)]).toEqual([null, []]);
      await vault.addPerson({ ...citizen, id: personId('p2') });
      expect(await vault.personByCpr(citizen.cpr, odense)).toBe('p2');
    });
    const [after] = await bench.raw.run("select wrapped_key, cpr_hash, erased_at from person where id = 'p1'");
    expect(Buffer.from(after?.wrapped_key as Uint8Array)).toHaveLength(0);
    expect(after?.cpr_hash).not.toEqual(row?.cpr_hash);
    expect(after?.erased_at).toBe(at('10:00'));
  });

  test('a pseudonym is one per citizen, and the same tomorrow', async () => {
    const ask = () =>
      bench.run(({ vault }) => Promise.all(['p1', 'p2', 'p1'].map((id) => vault.pseudonymOf(personId(id)))));
    const [a, b, again] = await ask();
    expect([again, a === b]).toEqual([a, false]);
    expect(await ask()).toEqual([a, b, a]);
    expect(a).toMatch(/^[0-9a-f]{20}$/);
  });

  test('GDPR 15: the log of some subjects, in its own order', async () => {
    await bench.run(async ({ audit }) => {
      const line = (subject: string, time: string) =>
        audit.append({ at: at(time), actor: userId('mette'), action: 'lookUp', subject, purpose: 'contactCitizen' });
      await line('c1', '08:00');
      await line('c2', '09:00');
      await line('c1', '07:00');
      expect((await audit.about(['c1'])).map((e) => e.at)).toEqual([at('08:00'), at('07:00')]);
      expect(await audit.about([])).toEqual([]);
    });
  });

  test('GDPR 12: open requests oldest first, until they are answered', async () => {
    const request = (id: string, receivedOn: string): CitizenRequest => ({
      id: RequestId.parse(id),
      kind: 'erasure',
      course: courseId('c1'),
      alias: alias('ODE-001'),
      person: citizen.id,
      agreement: agreementId('odense'),
      receivedOn: day(receivedOn),
      outcome: null,
      ground: null,
      answeredOn: null,
    });
    const [late, early] = [request('r1', '2026-11-02'), request('r2', '2026-10-05')];
    await bench.run(async ({ requests }) => {
      for (const one of [late, early]) await requests.save(one);
      expect(await requests.open()).toEqual([early, late]);
      const refused = { ...early, outcome: 'refused', ground: 'archive', answeredOn: day('2026-11-03') } as const;
      await requests.save(refused);
      expect(await requests.open()).toEqual([late]);
      expect(await requests.ofPerson(citizen.id)).toEqual([refused, late]);
      expect([await requests.get(early.id), await requests.get(RequestId.parse('none'))]).toEqual([refused, null]);
    });
  });

  test('N6: numbers that are taken stay taken, whichever counter is ahead', async () => {
    const odense = agreementId('odense');
    const taken = await bench.run(async ({ courses }) => {
      await courses.holdNumbers(odense, 7);
      await courses.holdNumbers(odense, 3);
      return courses.takeNumber(odense);
    });
    expect(taken).toBe(8);
  });

  test('the rows of courses are cleared to be written anew; the streams are found by their kind', async () => {
    const event = { type: 'SpecialistAssigned', specialist: userId('mette'), on: day('2026-11-02') } as const;
    await bench.run(async ({ courses, events }) => {
      await courses.save(courseRow('c1'));
      for (const id of ['c2', 'c1'])
        await events.append('course', courseId(id), { revision: 0, events: [event, event], at: at('08:00'), by: null });
      expect([await events.ids('course'), await events.ids('meeting')]).toEqual([['c1', 'c2'], []]);
      await courses.clear();
      expect(await courses.all(null, 10)).toEqual([]);
    });
  });
});
