import { z } from 'zod';
import { PlainDate } from '../domain/calendar/time.ts';
import { ConsentDirection, ConsentForm, ConsentPurpose } from '../domain/consent/consent.ts';
import {
  CloseReason,
  ContactForm,
  DeclineReason,
  DocumentPlace,
  FailedContactReason,
  JobGoalKind,
} from '../domain/course/events.ts';
import { WishAnswer } from '../domain/course/wishes.ts';
import { EmployerContactForm, EmployerOutcome, PartnerFunction } from '../domain/employer.ts';
import { BenefitsGuide, EndReason, EngagementKind, InternshipPurpose, OpennessWish } from '../domain/engagement.ts';
import { AgreementCondition, StepCondition } from '../domain/programme.ts';
import {
  Barrier,
  FollowUpBy,
  LineKind,
  Participant,
  PreparationItem,
  PreparationPlace,
  Representative,
  TalkDecision,
} from '../domain/step-up/step-up.ts';
import { ExemptionReason, Group, GroupTwoDuty, GroupTwoPlace } from '../domain/visitation.ts';

const on = PlainDate;
const by = z.string().optional();
const kind = EngagementKind.optional();

/** What happened to one citizen's course on a day; without `by` the course's specialist did it. */
export const Happening = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('consent'),
    on,
    by,
    /** The gate's, both directions, unless told. */
    purpose: ConsentPurpose.optional(),
    directions: z.array(ConsentDirection).optional(),
    form: ConsentForm.default('written'),
    /** Entered in the patient journal the day after. */
    journaled: z.boolean().default(true),
  }),
  z.strictObject({ do: z.literal('journal'), on, by }),
  z.strictObject({ do: z.literal('refuse'), on, by }),
  z.strictObject({ do: z.literal('contact'), on, by, how: ContactForm }),
  z.strictObject({ do: z.literal('failed'), on, by, because: FailedContactReason }),
  z.strictObject({ do: z.literal('signOfLife'), on, by }),
  z.strictObject({
    do: z.literal('condition'),
    on,
    by,
    condition: StepCondition,
    where: DocumentPlace,
    goal: JobGoalKind.optional(),
  }),
  z.strictObject({ do: z.literal('completeStep'), on, by }),
  /** A job, an education or an internship agreed that day; without `startsOn` it began at once (A10, B13, B14). */
  z.strictObject({
    do: z.literal('job'),
    on,
    by,
    kind: EngagementKind,
    weeklyHours: z.number().positive(),
    permanent: z.boolean().default(true),
    startsOn: PlainDate.optional(),
    endsOn: PlainDate.optional(),
    purpose: InternshipPurpose.optional(),
    paidHoursFrom: PlainDate.optional(),
    employer: z.string().optional(),
    tasks: z.string().optional(),
    considerations: z.string().optional(),
  }),
  /** What follows is about the job or agreement that is open then; of several the latest, or the one of a kind. */
  z.strictObject({ do: z.literal('agreementHas'), on, by, kind, conditions: z.array(AgreementCondition) }),
  z.strictObject({ do: z.literal('jobStarts'), on, by, kind }),
  z.strictObject({
    do: z.literal('jobChanges'),
    on,
    by,
    kind,
    weeklyHours: z.number().positive(),
    permanent: z.boolean(),
  }),
  z.strictObject({ do: z.literal('jobEnds'), on, by, kind, because: EndReason }),
  z.strictObject({ do: z.literal('benefits'), on, by, guide: BenefitsGuide }),
  z.strictObject({ do: z.literal('openness'), on, by, wish: OpennessWish }),
  z.strictObject({
    do: z.literal('employer'),
    on,
    by,
    employer: z.string(),
    how: EmployerContactForm,
    outcome: EmployerOutcome,
  }),
  z.strictObject({ do: z.literal('partner'), on, by, function: PartnerFunction, person: z.string() }),
  z.strictObject({ do: z.literal('wait'), on, by, expectedOn: PlainDate }),
  z.strictObject({ do: z.literal('wishes'), on, by, meetings: WishAnswer, network: WishAnswer }),
  z.strictObject({ do: z.literal('group'), on, by, group: Group }),
  z.strictObject({ do: z.literal('groupTwo'), on, by, duty: GroupTwoDuty, where: GroupTwoPlace }),
  z.strictObject({
    do: z.literal('exempt'),
    on,
    by,
    because: ExemptionReason,
    reviewOn: PlainDate,
    contactOn: PlainDate.optional(),
  }),
  z.strictObject({ do: z.literal('resume'), on, by }),
  /** A step-up from its preconditions on (U0); what follows is about the one that goes on. */
  z.strictObject({
    do: z.literal('stepUp'),
    on,
    by,
    dragsOut: z.string(),
    notEnough: z.string(),
    barriers: z.array(Barrier),
    hasChildren: z.boolean().optional(),
    documentsDue: PlainDate,
    people: z.partialRecord(Representative, z.string()).default({}),
  }),
  z.strictObject({ do: z.literal('prepared'), on, by, items: z.array(PreparationItem), where: PreparationPlace }),
  z.strictObject({ do: z.literal('packageSent'), on, by }),
  z.strictObject({
    do: z.literal('talk'),
    on,
    by,
    present: z.array(Participant),
    decisions: z.array(TalkDecision),
  }),
  z.strictObject({
    do: z.literal('line'),
    on,
    by,
    kind: LineKind,
    text: z.string(),
    followUpBy: FollowUpBy,
    due: PlainDate,
  }),
  z.strictObject({ do: z.literal('inMinPlan'), on, by }),
  z.strictObject({ do: z.literal('decline'), on, by, because: DeclineReason }),
  z.strictObject({ do: z.literal('close'), on, by, because: CloseReason }),
]);
export type Happening = z.infer<typeof Happening>;
