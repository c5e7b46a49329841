import { CourseId } from '../../domain/ids.ts';
import { consentReceiptView } from '../consents/consent-receipt-view.ts';
import { consentWithdrawnView } from '../consents/end-consent.ts';
import { pickConsentView } from '../consents/pick-consent.ts';
import type { Scope } from '../context.ts';
import type { StandingRenderer } from '../delivery/delivery.ts';
import type { PostedCard } from '../ports/outbox.ts';
import { principlesView } from '../principles/principles-view.ts';
import { stepUpView } from '../step-up/step-up-view.ts';
import type { View } from '../view.ts';
import { courseView } from './course-view.ts';
import { coursesView } from './courses-view.ts';
import { type ShownCourse, showCourse } from './load-course.ts';
import { type Reader, readerOf } from './reader.ts';

/**
 * How cards about courses and consents are made anew from their subject (K12), never with a name in clear: after consent ended a list
 * comes without the course, and the card of a course that may not be seen any more is withdrawn. Forms are not made anew.
 */
export const STANDING_COURSES: Readonly<Record<string, StandingRenderer>> = {
  course: ofCourse(courseView),
  courseNamed: ofCourse(courseView),
  courseOpened: ofCourse(courseView),
  principles: ofCourse(principlesView),
  consentReceipt: ofCourse(async (reader, course) => consentReceiptView(reader, course)),
  consentWithdrawn: ofReader(async (reader) => consentWithdrawnView(reader)),
  stepUp: ofCourse((reader, course) => stepUpView(reader, course)),
  consentPick: ofReader(pickConsentView),
  courses: ofReader((reader, posted) => coursesView(reader, Number(posted.subject) || 0)),
};

function ofCourse(render: (reader: Reader, course: ShownCourse) => Promise<View | null>): StandingRenderer {
  return ofReader(async (reader, posted) => {
    const course = await showCourse(reader, reader.viewer, CourseId.parse(posted.subject));
    return course === null ? null : render(reader, course);
  });
}

function ofReader(render: (reader: Reader, posted: PostedCard) => Promise<View | null>): StandingRenderer {
  return async (scope: Scope, posted: PostedCard) => {
    const reader = await readerOf(scope, posted);
    return (reader === null ? null : await render(reader, posted)) ?? 'withdrawn';
  };
}
