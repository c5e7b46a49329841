import type { Action } from './action.ts';
import { conferenceCancel, conferenceChange, conferenceMove, conferenceShow } from './conference-change.ts';
import { conferencePage, conferenceReview, conferenceRound } from './conference-round.ts';
import { conferenceAttend, conferenceWant } from './conference-taps.ts';
import { contactForm } from './contact-form.ts';
import { contactQuick } from './contact-quick.ts';
import { contactRecord } from './contact-record.ts';
import { decisionDone, decisionMore, decisionSave } from './decision-form.ts';
import { didYouMean } from './did-you-mean.ts';
import { listMore } from './list-more.ts';
import { listOpen } from './list-open.ts';
import { newCourseBack, newCourseChoose, newCourseOpen } from './new-course-actions.ts';
import { rolesLink, rolesSame } from './roles-link.ts';
import { rolesList } from './roles-list.ts';
import { rolesPick } from './roles-pick.ts';
import { rolesSave } from './roles-save.ts';
import { taskDone } from './task-done.ts';

/** Every verb a card may send. */
export const ACTIONS: readonly Action[] = [
  didYouMean,
  rolesList,
  rolesPick,
  rolesSave,
  rolesSame,
  rolesLink,
  newCourseChoose,
  newCourseBack,
  newCourseOpen,
  listMore,
  listOpen,
  taskDone,
  contactForm,
  contactQuick,
  contactRecord,
  conferenceAttend,
  conferenceWant,
  conferencePage,
  conferenceReview,
  conferenceRound,
  conferenceShow,
  conferenceChange,
  conferenceMove,
  conferenceCancel,
  decisionSave,
  decisionMore,
  decisionDone,
];
