import { describe, expect, test } from '@jest/globals';
import type { OpenCourse } from '../../../src/domain/course/commands.ts';
import { isShared, lastContactOn, presentStep } from '../../../src/domain/course/course.ts';
import { courseFrom } from '../../../src/domain/course/evolve.ts';
import { decideImport, type ImportedHistory } from '../../../src/domain/course/import.ts';
import { ContactId } from '../../../src/domain/ids.ts';
import { at, consent, consents, day, opening, type ProgrammeName, rulesOf, SPECIALIST } from '../../_util/builders.ts';

const TODAY = '2026-11-02';
const NOTHING: ImportedHistory = {
  startedOn: null,
  consents: [],
  journaledOn: null,
  stepOneOn: null,
  lastContact: null,
};
const contactOn = (date: string) => ({ contact: ContactId.parse('contact-1'), on: day(date) });

function imported(programme: ProgrammeName, command: Partial<OpenCourse>, history: Partial<ImportedHistory> = {}) {
  const rules = rulesOf(programme, { contactEveryDays: null });
  const context = { now: at(TODAY), today: day(TODAY), by: SPECIALIST, rules };
  const decision = decideImport(
    opening({ referredOn: day('2026-02-03'), ...command }),
    { ...NOTHING, ...history },
    context,
  );
  if (decision.kind === 'refused') return decision.because;
  return courseFrom(decision.events.map((event) => ({ event, at: at(TODAY), by: SPECIALIST })));
}

describe('a course that has run elsewhere', () => {
  test('A12: it keeps its start date, and with both consents in force it is shared (A2)', () => {
    const course = imported('ips', {}, { startedOn: day('2026-03-02'), consents: consents('2026-06-01') });
    expect(course).toMatchObject({ status: 'running', startedOn: '2026-03-02', specialistSince: '2026-03-02' });
    expect(typeof course === 'object' && course !== null && isShared(course, day(TODAY))).toBe(true);
  });

  test('A2, A12: without a start date the first day with both consents is the start', () => {
    expect(imported('ips', {}, { consents: consents('2026-06-01') })).toMatchObject({ startedOn: '2026-06-01' });
    expect(imported('ips', {})).toMatchObject({ status: 'referred' });
  });

  test('A2: programme A does not start without consent in both directions, nor without a specialist', () => {
    const startedOn = day('2026-03-02');
    expect(imported('ips', {}, { startedOn })).toBe('start-needs-consent');
    const one = [consent('psychiatryToJobCentre', '2026-06-01')];
    expect(imported('ips', {}, { startedOn, consents: one })).toBe('start-needs-consent');
    const nobody = { specialist: null };
    expect(imported('ips', nobody, { startedOn, consents: consents('2026-06-01') })).toBe('specialist-needed');
  });

  test('K10, K11: its consents are judged like any other', () => {
    const long = consents('2026-06-01', { lastValidDay: day('2027-06-01') });
    expect(imported('ips', {}, { consents: long })).toBe('consent-too-long');
    expect(imported('ips', {}, { consents: consents('2026-06-01', { form: 'oral' }) })).toBe('consent-must-be-written');
    expect(imported('ips', {}, { consents: consents('2025-06-01') })).toBe('date-too-old');
    const early = { consents: consents('2026-06-01'), journaledOn: day('2026-05-31') };
    expect(imported('ips', {}, early)).toBe('consent-before-given');
  });

  test('S1, B1: and its opening like any opening', () => {
    expect(imported('ips', { agreementInForce: false })).toBe('agreement-not-in-force');
    expect(imported('fsm3', { age: 29, groupDecidedOn: day('2026-02-03') })).toBe('age-reason-needed');
  });

  test('B2, B9: programme B counts from its first talk or start, and in step 2 from the day step 1 ended', () => {
    const decided = { groupDecidedOn: day('2026-08-03') };
    const started = { startedOn: day('2026-08-03') };
    const first = imported('fsm3', decided, started);
    expect(typeof first === 'object' && first !== null && presentStep(first)).toMatchObject({
      startedOn: '2026-08-03',
    });
    const second = imported('fsm3', decided, { ...started, stepOneOn: day('2026-09-01') });
    expect(typeof second === 'object' && second !== null && presentStep(second)).toEqual({
      step: '2',
      startedOn: '2026-09-01',
      completedOn: null,
    });
    expect(imported('fsm3', decided, { ...started, stepOneOn: day('2026-08-02') })).toBe('date-before-referral');
    expect(imported('ips', {}, { consents: consents('2026-06-01'), stepOneOn: day('2026-09-01') })).toBe('no-step');
  });

  test('F1: the last contact counts however long ago it was, on a course that runs', () => {
    const history = { startedOn: day('2026-03-02'), consents: consents('2026-06-01') };
    const course = imported('ips', {}, { ...history, lastContact: contactOn('2026-07-01') });
    expect(typeof course === 'object' && course !== null && lastContactOn(course)).toBe('2026-07-01');
    expect(imported('ips', {}, { lastContact: contactOn('2026-07-01') })).toBe('not-running');
    expect(imported('ips', {}, { ...history, lastContact: contactOn('2026-01-01') })).toBe('date-before-referral');
  });

  test('nothing of it lies ahead, and it does not start before it was referred', () => {
    const all = consents('2026-06-01');
    expect(imported('ips', {}, { startedOn: day('2026-11-03'), consents: all })).toBe('date-in-future');
    expect(imported('ips', {}, { startedOn: day('2026-02-02'), consents: all })).toBe('date-before-referral');
    expect(imported('ips', {}, { consents: all, lastContact: contactOn('2026-11-03') })).toBe('date-in-future');
  });
});
