import { changeCourse } from '../../src/app/courses/change-course.ts';
import { localDate, type PlainDate } from '../../src/domain/calendar/time.ts';
import type { CourseCommand } from '../../src/domain/course/commands.ts';
import type { CourseEvent, Recorded } from '../../src/domain/course/events.ts';
import { ConsentId, ContactId, EmployerContactId, NoteId, TaskId } from '../../src/domain/ids.ts';
import type { TestBot } from './bot.ts';
import { assigned, consents, day, employerContacted, held, on, opened, openedB, started } from './builders.ts';
import { type Day, plus } from './naive-days.ts';
import type { Life } from './naive-duties.ts';
import { idOf, type Name } from './odense.ts';
import { addCourse, courseIdOf } from './odense-courses.ts';

const nameOf = (name: string): Name => name as Name;

/** A year back, less the day it was given on: when a consent with this last day was given (K11). */
const givenOn = (lastDay: Day): Day => plus(`${Number(lastDay.slice(0, 4)) - 1}${lastDay.slice(4)}`, 1);

/** Puts a course into the database as it stands on the morning of a day. */
export async function beginLife(trinvis: TestBot, life: Life, morning: Day): Promise<void> {
  const { alias, programme, referred, consent } = life;
  const people = {
    referredBy: idOf(nameOf(life.specialist)),
    clinician: idOf(nameOf(life.clinician)),
    caseworker: life.caseworker === undefined ? null : idOf(nameOf(life.caseworker)),
  };
  const history: Recorded<CourseEvent>[] = [
    programme === 'A' ? opened(referred, people) : openedB(referred, people),
    assigned(referred, idOf(nameOf(life.specialist))),
  ];
  if (consent !== undefined && consent.recorded < morning) history.push(...consentEvents(life));
  if (life.started < morning) history.push(...started(life.started, programme === 'A' ? undefined : '1'));
  history.push(...(life.held ?? []).filter((d) => d < morning).map((d) => held(d)));
  history.push(...(life.employers ?? []).filter((d) => d < morning).map((d) => employerContacted(d)));
  await addCourse(trinvis, alias, history);
}

function consentEvents({ programme, consent, alias }: Life): Recorded<CourseEvent>[] {
  if (consent === undefined) return [];
  const given = givenOn(consent.lastDay);
  const purpose = programme === 'A' ? ('K1' as const) : ('K3' as const);
  const records = consents(given, { purpose, validFrom: day(consent.recorded) }).map((c) => ({
    ...c,
    id: ConsentId.parse(`${alias}-${c.direction}`),
  }));
  const events = records.map((c) =>
    on(consent.recorded, { type: 'ConsentGiven', consent: c, on: day(consent.recorded) }),
  );
  if (consent.journaled === undefined || consent.journaled > consent.recorded) return events;
  return [
    ...events,
    ...records.map((c) =>
      on(consent.recorded, { type: 'ConsentJournaled', consent: c.id, on: day(consent.recorded), by: idOf('bodil') }),
    ),
  ];
}

/** What happens on a course on a day, at the moment the clock stands at. */
export async function liveOn(trinvis: TestBot, life: Life, today: Day): Promise<void> {
  for (const { command, by } of doneOn(life, day(today))) {
    await trinvis.bot.store.transaction(async (tx) => {
      const now = trinvis.clock.now();
      const scope = { parts: trinvis.bot.parts, tx, now, today: localDate(now) };
      const changed = await changeCourse(scope, { id: courseIdOf(life.alias), command, by: idOf(nameOf(by)) });
      if (changed.kind === 'refused') throw new Error(`${command.type}: ${changed.because}`);
    });
  }
}

function doneOn(life: Life, today: PlainDate): { readonly command: CourseCommand; readonly by: string }[] {
  const { specialist, clinician, consent, tasks = [] } = life;
  const commands: CourseCommand[] = [];
  const isToday = (date: Day | undefined) => date === today;
  if (isToday(consent?.recorded)) commands.push(consentCommand(life));
  if (isToday(consent?.withdrawn)) commands.push({ type: 'withdrawConsent' });
  if (isToday(life.step2)) commands.push(...STEP_1_DONE.map((met) => met(today)), { type: 'completeStep' });
  if (life.held?.includes(today))
    commands.push({ type: 'recordContact', contact: ContactId.parse(`c-${today}`), on: today, how: 'phone' });
  if (life.failed?.includes(today)) commands.push({ type: 'recordFailedContact', on: today, because: 'noAnswer' });
  if (life.employers?.includes(today)) commands.push(employerCommand(today));
  for (const { owner, agreed, due, done } of tasks) {
    const task = TaskId.parse(`${owner}-${due}`);
    const ownerSide = owner === clinician ? 'psychiatry' : 'jobCentre';
    const text = NoteId.parse(`note-${task}`);
    if (isToday(agreed))
      commands.push({
        type: 'agreeTask',
        task,
        text,
        owner: idOf(nameOf(owner)),
        ownerSide,
        due: day(due),
        meeting: null,
      });
    if (isToday(done)) commands.push({ type: 'finishTask', task });
  }
  if (isToday(life.closed)) commands.push({ type: 'close', because: 'moved' });
  const all = commands.map((command) => ({ command, by: specialist }));
  if (!isToday(consent?.journaled)) return all;
  const ids = ['psychiatryToJobCentre', 'jobCentreToPsychiatry'].map((d) => ConsentId.parse(`${life.alias}-${d}`));
  return [...all, { command: { type: 'journalConsents', consents: ids, on: today }, by: clinician }];
}

function consentCommand({ alias, programme, consent }: Life): CourseCommand {
  if (consent === undefined) throw new Error('no consent');
  const purpose = programme === 'A' ? ('K1' as const) : ('K3' as const);
  const records = consents(givenOn(consent.lastDay), { purpose, validFrom: day(consent.recorded) });
  const named = records.map((c) => ({ ...c, id: ConsentId.parse(`${alias}-${c.direction}`) }));
  return { type: 'recordConsents', consents: named, signatureSeen: true };
}

function employerCommand(today: PlainDate): CourseCommand {
  const contact = EmployerContactId.parse(`e-${today}`);
  const employer = NoteId.parse(`employer-${today}`);
  return { type: 'contactEmployer', contact, on: today, how: 'phone', outcome: 'talksOn', employer, note: null };
}

const STEP_1_DONE = (['cvBegun', 'jobGoalBegun', 'specialistInMinPlan'] as const).map(
  (condition) =>
    (today: PlainDate): CourseCommand => ({
      type: 'meetCondition',
      condition,
      on: today,
      where: 'jobnet',
      goal: condition === 'jobGoalBegun' ? 'position' : null,
      note: null,
    }),
);
