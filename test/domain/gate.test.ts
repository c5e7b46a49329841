import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { type ChannelViewer, type Disclosed, disclose, isDisclosed, type Viewer } from '../../src/domain/access.ts';
import type { Course } from '../../src/domain/course/course.ts';
import { AgreementId, NoteId } from '../../src/domain/ids.ts';
import {
  alive,
  assigned,
  at,
  CASEWORKER,
  CLINICIAN,
  closed,
  consented,
  day,
  failed,
  type Given,
  given,
  held,
  LEADER,
  ODENSE,
  OTHER_CLINICIAN,
  OTHER_SPECIALIST,
  on,
  opened,
  referred,
  running,
  runningB,
  SPECIALIST,
  tasked,
  user,
  viewer,
  withdrawn,
} from '../_util/builders.ts';

const specialist = viewer('specialist', SPECIALIST);
const clinician = viewer('clinician', CLINICIAN);
const leader = viewer('leader', LEADER);
const caseworker = viewer('caseworker', CASEWORKER);
const shared: ChannelViewer = { kind: 'channel', agreement: ODENSE, channel: 'shared' };
const own: ChannelViewer = { kind: 'channel', agreement: ODENSE, channel: 'jobCentre' };

const NOW = '2026-11-10';
const course = given(running('2026-11-02'));
const sees = (c: Given, who: Viewer, date = NOW) => c.shownTo(who, date) !== null;
const rights = (c: Given, who: Viewer, date = NOW) => {
  const shown = c.shownTo(who, date);
  return shown === null ? null : [...shown.rights].sort();
};

describe('product 4: who sees a course, and what they may do', () => {
  test.each([
    { who: 'its specialist', as: specialist, may: ['act', 'consent', 'name', 'stepUp'] },
    { who: 'another specialist', as: viewer('specialist', OTHER_SPECIALIST), may: null },
    { who: 'the clinician named, with K1', as: clinician, may: ['consent', 'name'] },
    { who: 'another clinician of the clinic', as: viewer('clinician', OTHER_CLINICIAN), may: null },
    { who: 'the leader of its team', as: leader, may: ['act', 'assign', 'consent', 'name', 'stepUp', 'visitation'] },
    {
      who: 'a leader of another team',
      as: viewer('leader', user('other-leader'), { team: new Set([OTHER_SPECIALIST]) }),
      may: null,
    },
    { who: 'a caseworker nobody named', as: caseworker, may: null },
    { who: 'a coordinator', as: viewer('coordinator'), may: null },
    { who: 'an administrator', as: viewer('admin'), may: null },
    {
      who: 'its specialist, but of another agreement',
      as: viewer('specialist', SPECIALIST, { agreements: new Set([AgreementId.parse('svendborg')]) }),
      may: null,
    },
    { who: 'the shared channel, with K1', as: shared, may: [] },
    { who: 'the job centre’s own channel', as: own, may: [] },
    { who: 'another agreement’s channel', as: { ...shared, agreement: AgreementId.parse('svendborg') }, may: null },
  ])('$who: $may', ({ as, may }) => {
    expect(rights(course, as)).toEqual(may);
  });

  test('product 4: the caseworker who is named sees, decides on group and pause, takes part in the step-up, and acts not', () => {
    expect(rights(given(runningB('2026-11-02')), caseworker)).toEqual(['name', 'stepUp', 'visitation']);
  });

  test('A6: a course without a specialist is every leader’s of the job centre, who assigns one', () => {
    const unassigned = given(opened('2026-11-02'));
    expect(rights(unassigned, viewer('leader', user('other-leader'), { team: new Set() }))).toContain('assign');
  });
});

describe('A2, A6: before K1 a course is its home side’s alone', () => {
  test('A2: naming a clinician admits nobody before the consent, nor for one direction of it', () => {
    const waiting = given(opened('2026-11-02'), assigned('2026-11-02'));
    expect(waiting.course.clinician).toBe(CLINICIAN);
    expect(sees(waiting, clinician)).toBe(false);
    const half = waiting.and(consented('2026-11-05').slice(0, 1));
    expect(sees(half, clinician)).toBe(false);
    expect(sees(waiting.and(consented('2026-11-05')), clinician)).toBe(true);
  });

  test('A6: a clinician’s referral is the clinic’s until K1: no specialist, no leader, no channel', () => {
    const waiting = given(referred('2026-11-02'));
    expect(rights(waiting, clinician)).toEqual(['consent', 'name']);
    for (const who of [leader, specialist, shared, own]) expect(sees(waiting, who)).toBe(false);
    expect(sees(waiting, viewer('clinician', OTHER_CLINICIAN))).toBe(false);
  });

  test('A6: with K1 the job centre’s leader sees it and can assign; its own channel hears of it too', () => {
    const waiting = given(referred('2026-11-02'), consented('2026-11-05'));
    expect(rights(waiting, leader)).toContain('assign');
    expect(sees(waiting, own)).toBe(true);
    expect(sees(waiting, leader, '2026-11-04')).toBe(false);
  });

  test('A6: a clinician named on another’s referral is not admitted by that', () => {
    const waiting = given(referred('2026-11-02', { clinician: OTHER_CLINICIAN }));
    expect(sees(waiting, viewer('clinician', OTHER_CLINICIAN))).toBe(false);
  });

  test('N2: without consent the shared channel hears nothing, the job centre’s own does', () => {
    const waiting = given(opened('2026-11-02'), assigned('2026-11-02'));
    expect([sees(waiting, shared), sees(waiting, own)]).toEqual([false, true]);
    const b = given(runningB('2026-11-02'));
    expect([sees(b, shared), sees(b, own)]).toEqual([false, true]);
  });
});

describe('K12: withdrawn or over, the other side sees nothing', () => {
  test('K12: withdrawn: the clinician and the shared channel at once, the job centre goes on', () => {
    const ended = course.and(withdrawn('2026-11-10', '2026-11-02'));
    for (const who of [clinician, shared]) expect(sees(ended, who)).toBe(false);
    for (const who of [specialist, leader, own]) expect(sees(ended, who)).toBe(true);
  });

  test('K12: the clinician who referred it does not see it either: from the start it is the job centre’s', () => {
    const ended = given(running('2026-11-02', { homeSide: 'psychiatry', referredBy: CLINICIAN })).and(
      withdrawn('2026-11-10', '2026-11-02'),
    );
    expect(sees(ended, clinician)).toBe(false);
  });

  test('K12: withdrawn before the start, the clinic’s own referral stays the clinic’s and leaves the job centre', () => {
    const ended = given(referred('2026-11-02'), consented('2026-11-05'), withdrawn('2026-11-09', '2026-11-05'));
    expect(sees(ended, clinician)).toBe(true);
    for (const who of [leader, own, shared]) expect(sees(ended, who)).toBe(false);
  });

  test('K12: expiry is at midnight in Denmark, whatever UTC says', () => {
    const last = disclose(course.course, clinician, at('2027-11-01', '23:59'));
    expect(last).not.toBeNull();
    expect(disclose(course.course, clinician, at('2027-11-02', '00:00'))).toBeNull();
  });

  test('K12: closed, it is still seen by both sides until the consent is over', () => {
    const over = course.and(closed('2026-11-09'));
    expect([sees(over, clinician), sees(over, clinician, '2027-11-02')]).toEqual([true, false]);
  });
});

describe('K14: what is shown is no more than the viewer needs', () => {
  const full = course
    .and(held('2026-11-05'), failed('2026-11-06'), alive('2026-11-07'), tasked('2026-11-09', '2026-11-20'))
    .and(
      on('2026-11-09', {
        type: 'StepConditionMet',
        condition: 'cvBegun',
        on: day('2026-11-09'),
        where: 'jobnet',
        goal: null,
        note: NoteId.parse('note'),
      }),
    );
  const shown = (who: Viewer): Course => {
    const disclosed = full.shownTo(who, NOW);
    if (disclosed === null) throw new Error('nothing shown');
    return disclosed.value;
  };

  test('K14: the home side sees the whole course', () => {
    expect(shown(specialist)).toEqual(full.course);
  });

  test('K14: the clinician sees contacts held, not attempts or signs of life, and no notes of the job centre', () => {
    expect(shown(clinician).contacts.map((c) => c.kind)).toEqual(['held']);
    expect([...shown(clinician).conditions.values()].map((c) => c.note)).toEqual([null]);
    expect(shown(clinician).tasks).toHaveLength(1);
  });

  test('N2: a channel sees no contact, no document and no words of a task', () => {
    for (const channel of [shared, own]) {
      const { contacts, conditions, tasks, alias } = shown(channel);
      expect([contacts, conditions.size, tasks.map((t) => t.text), alias]).toEqual([[], 0, ['hidden'], 'ODE-014']);
    }
  });
});

describe('K14: the gate is a type', () => {
  /** Stands for every renderer. */
  function render(course: Disclosed<Course>): string {
    return course.value.alias;
  }

  test('K14: a renderer takes what came through disclose()', () => {
    const shown = course.shownTo(specialist, NOW);
    if (shown === null) throw new Error('nothing shown');
    expect(render(shown)).toBe('ODE-014');
    expect(isDisclosed(shown)).toBe(true);
  });

  test('K14: the compiler refuses a raw course, an imitation, a copy, and nothing at all', () => {
    const raw = course.course;
    // Never called: what counts is that each line is an error for tsc.
    const refusedByCompiler = [
      // @ts-expect-error a raw course did not pass the gate
      () => render(raw),
      // @ts-expect-error an object that looks the same lacks the private member
      () => render({ value: raw, viewer: specialist, rights: new Set() }),
      // @ts-expect-error a copy of a disclosed course is no disclosed course
      () => render({ ...(course.shownTo(specialist, NOW) as NonNullable<ReturnType<Given['shownTo']>>) }),
      // @ts-expect-error disclose() may answer null, and that has to be looked at
      () => render(course.shownTo(specialist, NOW)),
    ];
    expect(refusedByCompiler).toHaveLength(4);
    expect(isDisclosed({ value: raw, viewer: specialist, rights: new Set() })).toBe(false);
  });

  test('K14: nothing in src/ casts to Disclosed, and only access.ts makes one', () => {
    const root = fileURLToPath(new URL('../../src', import.meta.url));
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
    expect(files.length).toBeGreaterThan(30);
    const offences = files.flatMap((name) => offencesIn(name, readFileSync(join(root, name), 'utf8')));
    expect(offences).toEqual([]);
    expect(offencesIn('app/x.ts', 'const a = b as unknown as  Disclosed<Course>;')).toHaveLength(1);
    expect(offencesIn('app/x.ts', 'const a = <Disclosed<Course>>b;')).toHaveLength(1);
    expect(offencesIn('app/x.ts', 'new DisclosedTo(course)')).toHaveLength(1);
    expect(offencesIn('app/x.ts', 'function f(course: Disclosed<Course>) {}')).toEqual([]);
  });
});

/** Casts to Disclosed, and uses of the constructor outside the gate. */
function offencesIn(name: string, text: string): readonly string[] {
  const cast = /\b(as|satisfies)\s+(unknown\s+as\s+)?Disclosed\b|(?<![\w\]])<Disclosed</;
  const made = /DisclosedTo\b|\.constructor\b|Object\.create/;
  const wrong = cast.test(text) || (name !== join('domain', 'access.ts') && made.test(text));
  return wrong ? [name] : [];
}
