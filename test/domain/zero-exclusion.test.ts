import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { agreementFrom, inForceOn } from '../../src/domain/agreement/agreement.ts';
import { CourseEvent, DeclineReason } from '../../src/domain/course/events.ts';
import { decideOpening } from '../../src/domain/course/open.ts';
import { at, day, LEADER, ODENSE, opening, rulesOf, SPECIALIST, terms } from '../_util/builders.ts';

/** What nobody is refused for (A3), and the benefit that is no ground (D3): as a field's name in code, or a Danish word at a field. */
const GROUND =
  /diagnos|symptom|misuse|abuse|addict|substance|alcohol|icd|illness|medic(?!al)|criminal|anamnes|benefitType|benefitKind/i;
const GRUND = /diagnose|symptom|misbrug|sygehistorie|kriminal|medicin|ydelsestype|forsørgelse/i;
const CARDS = new URL('../../cards/', import.meta.url);

/** Every key of a value, at any depth. */
function keysOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => [key, ...keysOf(inside)]);
}

/** Every input of a card, at any depth. */
function inputsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(inputsOf);
  if (typeof value !== 'object' || value === null) return [];
  const node = z.object({ type: z.string(), id: z.string() }).safeParse(value).data;
  const own = node?.type.startsWith('Input.') ? [node.id] : [];
  return [...own, ...Object.values(value).flatMap(inputsOf)];
}

describe('A3: nobody is refused for diagnosis, history, symptoms or misuse: there is no such field', () => {
  test('A3: no event of a course has one', () => {
    const fields = keysOf(z.toJSONSchema(CourseEvent, { unrepresentable: 'any' }));
    expect(fields).toContain('clinician');
    expect(fields.filter((field) => GROUND.test(field))).toEqual([]);
  });

  test('A3: no card asks for one, and the cards of an opening name none', () => {
    const files = readdirSync(CARDS).filter((file) => !file.endsWith('.sample.json'));
    const ids = files.flatMap((file) => inputsOf(JSON.parse(readFileSync(new URL(file, CARDS), 'utf8'))));
    expect(ids).toContain('cpr');
    expect(ids.filter((id) => GROUND.test(id))).toEqual([]);
    const opened = readFileSync(new URL('new-course.sample.json', CARDS), 'utf8');
    expect(GRUND.exec(opened)).toBeNull();
  });

  test('A3: five reasons for a referral that does not start, and lack of room is none of them', () => {
    expect(DeclineReason.options).toEqual([
      'doesNotWantJob',
      'doesNotConsent',
      'notInOutpatientCare',
      'notWithJobCentre',
      'moved',
    ]);
  });
});

describe('A4: the local narrowing of the target group is text', () => {
  test('A4: whatever it says, an opening is decided the same', () => {
    const decided = (targetGroup: string | undefined) => {
      const agreed = targetGroup === undefined ? terms() : terms({ targetGroup });
      const agreement = agreementFrom([
        { type: 'AgreementSetUp', agreement: ODENSE, terms: agreed, organiser: LEADER },
      ]);
      if (agreement === null) throw new Error('no agreement');
      const today = day('2026-11-02');
      const command = opening({
        agreementInForce: inForceOn(agreement, today),
        programmeOffered: agreement.terms.programmes.includes('ips'),
      });
      const rules = rulesOf('ips', agreement.terms);
      return decideOpening(command, { now: at('2026-11-02'), today, by: SPECIALIST, rules });
    };
    const without = decided(undefined);
    expect(without.kind).toBe('accepted');
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (text) => expect(decided(text)).toEqual(without)));
    for (const text of ['Kun borgere over 40 år', 'Ingen med misbrug', 'Højst 3 forløb'])
      expect(decided(text)).toEqual(without);
  });
});
