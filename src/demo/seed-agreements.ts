import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { loadAgreement } from '../app/agreements/load-agreement.ts';
import { suggestedClosedDays } from '../app/agreements/read-days.ts';
import { type SetUp, setUpAgreement } from '../app/agreements/set-up.ts';
import type { Session } from '../app/context.ts';
import type { Organisation } from '../app/ports/records.ts';
import { type AgreementTerms, firstConferenceId } from '../domain/agreement/agreement.ts';
import { type Instant, LocalTime, PlainDate } from '../domain/calendar/time.ts';
import { AgreementId, OrganisationId } from '../domain/ids.ts';
import type { Side } from '../domain/people.ts';
import type { AsMember } from './as-member.ts';

/** One of S3's agreements. Without a conference it waits for somebody's `opsæt`. */
const Example = z.strictObject({
  code: z.string(),
  /** The coordinator who sets it up, by key. */
  organiser: z.string(),
  jobCentre: z.string(),
  clinic: z.string(),
  draft: z.boolean(),
  programmes: z.array(z.string()).default(['ips', 'fsm3']),
  conference: z
    .strictObject({
      weekday: z.union([z.literal(2), z.literal(3), z.literal(4)]),
      start: LocalTime,
      place: z.string(),
    })
    .nullable(),
});
type Example = z.infer<typeof Example>;

/** The invented period of every example (S3). */
const VALID_FROM = PlainDate.parse('2025-01-01');
const VALID_TO = PlainDate.parse('2028-12-31');
const REVIEW_ON = PlainDate.parse('2027-10-01');

/** Sets up S3's agreements; their organisations come into being with them. */
export async function setUpExamples(asMember: AsMember, at: Instant): Promise<void> {
  for (const example of examples()) await asMember(example.organiser, at, (session) => setUp(session, example));
}

/** Gives the agreements that have one their conference: lately, so that no past one asks for anything. */
export async function setUpConferences(asMember: AsMember, at: Instant): Promise<void> {
  for (const example of examples())
    await asMember(example.organiser, at, (session) => setUpConference(session, example));
}

function examples(): readonly Example[] {
  const file = new URL('examples/agreements.json', import.meta.url);
  return z.array(Example).parse(JSON.parse(readFileSync(file, 'utf8')));
}

async function setUpConference(session: Session, { code, conference }: Example): Promise<void> {
  const row = await session.tx.agreements.byCode(code);
  if (conference === null || row === null) return;
  const { agreement, revision } = await loadAgreement(session, row.id);
  const { weekday, start, place } = conference;
  const when = { weekday, start, minutes: 60, everyWeeks: 1, from: session.today, until: VALID_TO };
  const id = firstConferenceId(row.id);
  await save(session, {
    id: row.id,
    known: { agreement, revision },
    terms: null,
    organisations: [],
    conference: { id, name: 'Behandlingskonference', place, when, invited: [] },
    channel: null,
    by: session.user.id,
  });
}

async function save(session: Session, what: SetUp): Promise<void> {
  const done = await setUpAgreement(session, what);
  if (done.kind === 'refused') throw new Error(`an example agreement was refused: ${done.because}`);
}

async function setUp(session: Session, example: Example): Promise<void> {
  const { ids, isHoliday } = session.parts;
  const jobCentre = await organisation(session, example.jobCentre, 'jobCentre');
  const clinic = await organisation(session, example.clinic, 'psychiatry');
  const id = AgreementId.parse(ids.next());
  const terms: AgreementTerms = {
    code: example.code,
    jobCentre: jobCentre.id,
    clinic: clinic.id,
    programmes: [...example.programmes],
    officeAccess: true,
    validFrom: VALID_FROM,
    validTo: VALID_TO,
    reviewOn: REVIEW_ON,
    closedDays: example.conference === null ? [] : [...suggestedClosedDays(VALID_FROM, VALID_TO, isHoliday)],
    conferenceFreeWeeks: [],
    closingCover: example.conference === null ? null : session.user.id,
    contactEveryDays: null,
    draft: example.draft,
  };
  await save(session, {
    id,
    known: null,
    terms,
    organisations: [jobCentre, clinic],
    conference: null,
    channel: null,
    by: session.user.id,
  });
}

/** A party that another agreement has brought along already is the same one. */
async function organisation({ parts, tx }: Session, name: string, side: Side): Promise<Organisation> {
  const known = await tx.organisations.byName(name, side);
  if (known !== null) return known;
  return { id: OrganisationId.parse(parts.ids.next()), name, side };
}
