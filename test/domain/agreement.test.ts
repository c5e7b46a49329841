import { describe, expect, test } from '@jest/globals';
import { danishHolidays } from '../../src/app/holidays.ts';
import {
  type Agreement,
  AgreementCode,
  type AgreementCommand,
  AgreementTerms,
  agreementFrom,
  Conference,
  calendarOf,
  decideAgreement,
  inForceOn,
} from '../../src/domain/agreement/agreement.ts';
import { agreementObligations } from '../../src/domain/agreement/obligations.ts';
import { isWorkingDay } from '../../src/domain/calendar/working-days.ts';
import { ConversationId, OrganisationId } from '../../src/domain/ids.ts';
import {
  CONFERENCE,
  calendar,
  day,
  NO_TRAINING,
  ODENSE,
  outcome,
  programmes,
  terms,
  told,
  user,
} from '../_util/builders.ts';

const COORDINATOR = user('coordinator');
const isHoliday = danishHolidays();
const setUp = (changes: Partial<AgreementTerms> = {}): AgreementCommand => ({
  type: 'setUp',
  agreement: ODENSE,
  terms: terms(changes),
  organiser: COORDINATOR,
});
const decideOn = (command: AgreementCommand, agreement: Agreement | null = null) =>
  decideAgreement(command, agreement, isHoliday);

/** An agreement after commands that must be accepted. */
function given(...commands: readonly AgreementCommand[]): Agreement {
  const agreement = commands.reduce<Agreement | null>((before, command) => {
    const decision = decideOn(command, before);
    if (decision.kind === 'refused') throw new Error(decision.because);
    return agreementFrom([
      ...(before === null
        ? []
        : [{ type: 'AgreementSetUp' as const, agreement: ODENSE, terms: before.terms, organiser: COORDINATOR }]),
      ...(before?.conferences ?? []).map((conference) => ({ type: 'ConferenceSetUp' as const, conference })),
      ...decision.events,
    ]);
  }, null);
  if (agreement === null) throw new Error('no agreement');
  return agreement;
}

const wednesday = Conference.parse({
  id: CONFERENCE,
  name: 'Onsdag',
  when: { weekday: 3, start: '13:00', minutes: 60, everyWeeks: 1, from: '2026-11-02', until: '2028-12-31' },
  place: 'Klinikken',
  invited: [],
});

describe('S1: a course needs an agreement in force', () => {
  test.each([
    ['2024-12-31', false],
    ['2025-01-01', true],
    ['2028-12-31', true],
    ['2029-01-01', false],
  ])('S1: valid 1 Jan 2025 to 31 Dec 2028, so on %s: %s', (on, inForce) => {
    expect(inForceOn(given(setUp()), day(on))).toBe(inForce);
  });

  test('S1, S3: a draft is never in force', () => {
    expect(inForceOn(given(setUp({ draft: true })), day('2026-11-02'))).toBe(false);
  });
});

describe('S2: what an agreement names', () => {
  test('S2: it is set up by a coordinator, who is its organiser', () => {
    const agreement = given(setUp());
    expect(agreement.organiser).toBe(COORDINATOR);
    expect(agreement.terms.code).toBe('ODE');
    expect(agreement.conferences).toEqual([]);
  });

  test.each(['OD', 'ODEN', 'ÆØÅ'])('S2: %s is a code', (code) => {
    expect(AgreementCode.safeParse(code).success).toBe(true);
  });
  test.each(['O', 'ODENS', 'ode', 'OD1', ''])('S2: "%s" is no code: 2 to 4 capital letters', (code) => {
    expect(AgreementCode.safeParse(code).success).toBe(false);
  });

  test('S2: dates that are turned round are refused', () => {
    expect(outcome(decideOn(setUp({ validTo: day('2024-12-31') })))).toBe('terms-dates-turned');
    expect(outcome(decideOn(setUp({ reviewOn: day('2024-12-31') })))).toBe('terms-dates-turned');
  });

  test('S2: two parties, and at least one programme', () => {
    expect(outcome(decideOn(setUp({ clinic: OrganisationId.parse('jobcenter-odense') })))).toBe('terms-same-party');
    expect(AgreementTerms.safeParse({ ...terms(), programmes: [] }).success).toBe(false);
  });

  test('S2, N6: the terms may change, the code of the aliases never', () => {
    const agreement = given(setUp());
    expect(outcome(decideOn(setUp({ officeAccess: false }), agreement))).toEqual(['TermsChanged']);
    expect(outcome(decideOn(setUp({ code: 'ODN' as AgreementCode }), agreement))).toBe('terms-code-fixed');
  });

  test('S2: a conference set up again replaces itself', () => {
    const again = { ...wednesday, name: 'Onsdagskonference' };
    const agreement = given(
      setUp(),
      { type: 'setUpConference', conference: wednesday },
      { type: 'setUpConference', conference: again },
    );
    expect(agreement.conferences).toEqual([again]);
  });

  test('S2: a channel bound twice is bound once, and a channel needs an agreement', () => {
    const bind: AgreementCommand = { type: 'bindChannel', channel: ConversationId.parse('19:odense'), kind: 'shared' };
    const agreement = given(setUp(), bind);
    expect(agreement.channels).toEqual({ shared: '19:odense' });
    expect(outcome(decideOn(bind, agreement))).toEqual([]);
    expect(outcome(decideOn(bind))).toBe('not-found');
    expect(outcome(decideOn({ type: 'setUpConference', conference: wednesday }))).toBe('not-found');
  });

  test('N2: a channel is of one kind: bound as the other it is no longer what it was', () => {
    const channel = ConversationId.parse('19:odense');
    const own = ConversationId.parse('19:own');
    const agreement = given(
      setUp(),
      { type: 'bindChannel', channel: own, kind: 'shared' },
      { type: 'bindChannel', channel, kind: 'jobCentre' },
      { type: 'bindChannel', channel, kind: 'shared' },
    );
    expect(agreement.channels).toEqual({ shared: channel });
  });
});

describe('S2: the review date', () => {
  const owed = (today: string, changes: Partial<AgreementTerms> = {}) =>
    agreementObligations(given(setUp(changes)), {
      rules: programmes.common,
      calendar: calendar(),
      today: day(today),
      training: NO_TRAINING,
    })
      .filter((o) => o.kind === 'review')
      .flatMap((o) => [o.due, ...told(o)]);

  test('S2: coordinator and leader are reminded 30 days before (N4: Saturday’s on the Friday)', () => {
    // 31 May 2027 is a Monday; 30 days before is Saturday 1 May.
    expect(owed('2027-01-04', { reviewOn: day('2027-05-31') })).toEqual([
      '2027-05-31',
      '2027-04-30 coordinator leader',
    ]);
  });

  test('S2: and monthly, until a new review date is set', () => {
    // 1 June 2027 is a Tuesday, 1 July a Thursday; what comes after the review date moves forward (N4).
    expect(owed('2027-06-20', { reviewOn: day('2027-05-31') })).toEqual([
      '2027-05-31',
      '2027-04-30 coordinator leader',
      '2027-06-01 coordinator leader',
      '2027-07-01 coordinator leader',
    ]);
  });

  test('S2: moved, it is a new review; a draft or ended agreement has none', () => {
    expect(owed('2027-01-04', { draft: true })).toEqual([]);
    expect(owed('2029-01-04')).toEqual([]);
    const keys = ['2027-05-31', '2027-06-30'].map((on) =>
      agreementObligations(given(setUp({ reviewOn: day(on) })), {
        rules: programmes.common,
        calendar: calendar(),
        today: day('2027-01-04'),
        training: NO_TRAINING,
      }).flatMap((o) => (o.kind === 'review' ? [o.key] : [])),
    );
    expect(new Set(keys.flat()).size).toBe(2);
  });
});

describe('the results of a quarter', () => {
  const owed = (today: string, changes: Partial<AgreementTerms> = {}, ...closed: readonly string[]) =>
    agreementObligations(given(setUp(changes)), {
      rules: programmes.common,
      calendar: calendar(...closed),
      today: day(today),
      training: NO_TRAINING,
    }).flatMap((o) => (o.kind === 'results' ? [[o.key, o.due, ...told(o)].join(' ')] : []));

  test('R3: due ten working days after the quarter’s end, to leader and coordinator, once', () => {
    // 1 October 2026 is a Thursday: 1, 2, 5–9, 12–14 October.
    expect(owed('2026-10-05')).toEqual([
      'results:2026-Q3 2026-10-14 2026-10-14 leader coordinator',
      'results:2026-Q4 2027-01-15 2027-01-15 leader coordinator',
    ]);
  });

  test('R3, L4: New Year’s Day and closing days are no working days', () => {
    // 1 January 2027 is a Friday.
    expect(owed('2027-01-04')[0]).toContain('results:2026-Q4 2027-01-15');
    expect(owed('2027-01-04', {}, '2027-01-04')[0]).toContain('results:2026-Q4 2027-01-18');
  });

  test('N5: told late for ten more working days, and not long after; a quarter before the agreement is nobody’s', () => {
    expect(owed('2026-10-28')[0]).toContain('2026-Q3');
    expect(owed('2026-10-29')).toHaveLength(1);
    expect(owed('2026-10-05', { validFrom: day('2026-10-01'), reviewOn: day('2026-12-01') })).toHaveLength(1);
    expect(owed('2026-10-05', { draft: true })).toEqual([]);
  });
});

describe('an agreement that is over', () => {
  test('R3: is told of the results of its last quarter, and of no later one', () => {
    const today = (on: string) =>
      agreementObligations(given(setUp({ validTo: day('2026-12-31'), reviewOn: day('2026-12-01') })), {
        rules: programmes.common,
        calendar: calendar(),
        today: day(on),
        training: NO_TRAINING,
      }).map((o) => o.key);
    expect(today('2027-01-15')).toEqual(['results:2026-Q4']);
    expect(today('2027-04-15')).toEqual([]);
  });
});

describe('S5: closing days', () => {
  test('S5: a closing day is no working day, under this agreement', () => {
    const { closedDays } = terms({ closedDays: [day('2026-12-24')] });
    expect(isWorkingDay(day('2026-12-24'), calendarOf({ closedDays }, isHoliday))).toBe(false);
    expect(isWorkingDay(day('2026-12-24'), calendarOf(terms(), isHoliday))).toBe(true);
  });

  test.each([
    { what: '24 and 31 Dec alone', closed: ['2026-12-24', '2026-12-31'], cover: false },
    {
      what: 'three plain weekdays',
      closed: ['2026-11-10', '2026-11-11', '2026-11-12'],
      cover: false,
    },
    { what: 'four weekdays in a row', closed: ['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31'], cover: true },
    {
      what: 'three closing days and Christmas Day between them',
      closed: ['2026-12-24', '2026-12-28', '2026-12-29'],
      cover: true,
    },
    { what: 'the Wednesday before Easter: it, Thursday, Friday and Monday', closed: ['2027-03-24'], cover: true },
    { what: 'the day after Ascension Day', closed: ['2027-05-07'], cover: false },
    { what: 'a closing over a weekend', closed: ['2026-11-05', '2026-11-06', '2026-11-09', '2026-11-10'], cover: true },
  ])('S5: $what: needs a named cover: $cover', ({ closed, cover }) => {
    const closedDays = closed.map(day);
    expect(outcome(decideOn(setUp({ closedDays })))).toEqual(cover ? 'terms-cover-needed' : ['AgreementSetUp']);
    expect(outcome(decideOn(setUp({ closedDays, closingCover: user('cover') })))).toEqual(['AgreementSetUp']);
  });
});
