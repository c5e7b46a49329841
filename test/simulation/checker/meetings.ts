import { earlier, isWorking, later, monthsAfter, plus, workingDaysAfter } from '../../_util/naive-days.ts';
import type { Agreement, Day, Moment, Who } from '../record.ts';
import { isShared, type Known } from './course.ts';
import type { Duty } from './duty.ts';

/** One conference as it stands: where it was moved to, whether it is held. */
export interface Meeting {
  /** The agreement's code and the regular day, which a moved one keeps. */
  readonly name: string;
  readonly regular: Day;
  readonly date: Day;
  readonly start: string;
  readonly state: 'on' | 'off' | 'closed';
}

/** What was changed and answered, by the meeting's name. */
export interface Changes {
  readonly moved: Map<string, { readonly date: Day; readonly start: string }>;
  readonly cancelled: Set<string>;
  /** Course by course: `<meeting> <alias>`. */
  readonly answered: Set<string>;
}

function meetingName(agreement: Agreement, regular: Day): string {
  return `${agreement.code} ${regular}`;
}

/** Every conference whose regular day lies between two days. */
export function meetingsBetween(agreement: Agreement, changes: Changes, [first, last]: readonly [Day, Day]): Meeting[] {
  const { from, everyWeeks } = agreement.conference;
  const meetings: Meeting[] = [];
  const behind = Math.max(0, Math.floor((Date.parse(first) - Date.parse(from)) / 86_400_000 / (everyWeeks * 7)));
  for (let day = plus(from, behind * everyWeeks * 7); day <= last; day = plus(day, everyWeeks * 7)) {
    if (day >= first) meetings.push(meetingOn(agreement, changes, day));
  }
  return meetings;
}

function meetingOn(agreement: Agreement, changes: Changes, regular: Day): Meeting {
  const name = meetingName(agreement, regular);
  const moved = changes.moved.get(name);
  const date = moved?.date ?? regular;
  const start = moved?.start ?? agreement.conference.start;
  const free =
    moved === undefined && agreement.freeWeeks.some((monday) => monday <= regular && regular <= plus(monday, 6));
  const off = changes.cancelled.has(name) || free;
  const held = isWorking(date, agreement) ? 'on' : 'closed';
  return { name, regular, date, start, state: off ? 'off' : held };
}

/** A running, shared course that was both on the day of the conference. */
export function isAsked(course: Known, meeting: Meeting, today: Day): boolean {
  if (course.startedOn === null || course.ended !== null || course.startedOn > meeting.date) return false;
  return isShared(course, today) && wasShared(course, meeting.date);
}

function wasShared({ given }: Known, day: Day): boolean {
  return (['toJobCentre', 'toPsychiatry'] as const).every((direction) =>
    given.some(
      (g) =>
        g.direction === direction &&
        g.recorded <= day &&
        g.from <= day &&
        day <= g.lastDay &&
        (g.withdrawn === null || g.withdrawn >= day),
    ),
  );
}

interface Asking {
  readonly today: Day;
  readonly agreement: Agreement;
  readonly changes: Changes;
  readonly courses: readonly Known[];
  readonly leader: Who;
  readonly coordinator: Who;
}

/** What conferences still ask of people: an answer to the round, or another day. */
export function meetingDuties({ today, agreement, changes, courses, leader, coordinator }: Asking): Duty[] {
  const around = meetingsBetween(agreement, changes, [plus(today, -60), plus(today, 60)]);
  const label = `${agreement.conference.name} ${agreement.code}`;
  const plain = { label, course: null, quietUntil: null };
  return around.flatMap((meeting): Duty[] => {
    const { name, date } = meeting;
    if (meeting.state === 'closed' && date >= today) {
      const tellings = [{ day: earlier(plus(date, -10), agreement), to: [coordinator] }];
      return [{ ...plain, key: `${name} closed`, due: date, owners: [coordinator], tellings, once: false }];
    }
    if (meeting.state !== 'on' || date > today || plus(date, 14) < today) return [];
    const unanswered = courses.filter((c) => isAsked(c, meeting, today) && !changes.answered.has(`${name} ${c.alias}`));
    if (unanswered.length === 0) return [];
    // Whoever came to it on its day, perhaps after it, or was away in between, may be asked about and need not.
    const lasting = unanswered.some((c) => c.togetherSince < date && (c.startedOn ?? date) < date);
    const day = workingDaysAfter(date, 2, agreement);
    return [
      {
        ...plain,
        key: `${name} ${date} unanswered`,
        due: day,
        owners: [],
        tellings: [{ day, to: [leader] }],
        once: true,
        ...(lasting ? {} : { open: true as const }),
      },
    ];
  });
}

/** The agreement's own: its review, and the quarter's results. */
export function agreementDuties(
  { today, agreement, leader, coordinator }: Omit<Asking, 'courses' | 'changes'>,
  reviewOn: Day,
): Duty[] {
  const plain = { course: null, quietUntil: null };
  const review: Duty = {
    ...plain,
    key: `${agreement.code} review ${reviewOn}`,
    label: `${agreement.code} Gennemgang af aftalen`,
    due: reviewOn,
    owners: [coordinator],
    // A month before, and monthly until it is held.
    tellings: monthly(plus(reviewOn, -30), today).map((day) => ({
      day: day <= reviewOn ? earlier(day, agreement) : later(day, agreement),
      to: [coordinator, leader],
    })),
    once: false,
  };
  const year = Number(today.slice(0, 4));
  const ends = [`${year - 1}-12-31`, `${year}-03-31`, `${year}-06-30`, `${year}-09-30`];
  const results = ends.flatMap((end): Duty[] => {
    const day = workingDaysAfter(end, 10, agreement);
    if (today < day || today > workingDaysAfter(day, 10, agreement)) return [];
    const label = `${agreement.code} Kvartalets resultater`;
    return [
      {
        ...plain,
        key: `${agreement.code} results ${end}`,
        label,
        due: day,
        owners: [],
        tellings: [{ day, to: [leader, coordinator] }],
        once: true,
      },
    ];
  });
  return [review, ...results];
}

/** The same day of each month from a first one on, until some weeks ahead (L3). */
export function monthly(first: Day, today: Day): Day[] {
  const days = Array.from({ length: 60 }, (_, n) => monthsAfter(first, n));
  return days.filter((day, n) => n === 0 || day <= plus(today, 30));
}

/** The moments of a conference that is held: when, and until when it is of use. */
export interface Post {
  readonly kind: 'agenda' | 'preparation' | 'reminder' | 'round';
  readonly at: Moment;
  readonly until: Moment;
}

export function postsOf(meeting: Meeting, agreement: Agreement): Post[] {
  if (meeting.state !== 'on') return [];
  const { date, start } = meeting;
  const begins = `${date} ${start}`;
  const eve = `${earlier(plus(date, -1), agreement)} 12:00`;
  const ends = minutesAfter(begins, agreement.conference.minutes + 30);
  const round = ends > `${date} 15:00` ? ends : `${date} 15:00`;
  const useless = `${workingDaysAfter(date, 5, agreement)} ${round.slice(11)}`;
  return [
    { kind: 'agenda', at: eve, until: begins },
    { kind: 'preparation', at: eve, until: begins },
    { kind: 'reminder', at: minutesAfter(begins, -30), until: begins },
    { kind: 'round', at: round, until: useless },
  ];
}

/** Minutes of a clock that is not changed in between. */
export function minutesAfter(moment: Moment, minutes: number): Moment {
  const at = Date.parse(`${moment.replace(' ', 'T')}:00Z`) + minutes * 60_000;
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
