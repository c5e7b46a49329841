import { absenceEnd, absenceSave } from './absence-actions.ts';
import type { Action } from './action.ts';
import { conferenceCancel, conferenceChange, conferenceMove, conferenceShow } from './conference-change.ts';
import { conferencePage, conferenceReview, conferenceRound } from './conference-round.ts';
import { conferenceAttend, conferenceWant } from './conference-taps.ts';
import {
  consentForm,
  consentJournal,
  consentNo,
  consentOpen,
  consentRefuse,
  consentSave,
  consentWithdraw,
} from './consent-actions.ts';
import { contactForm, contactQuick, contactRecord } from './contact-actions.ts';
import {
  courseAskDecline,
  courseAskName,
  courseAskSpecialist,
  courseAssign,
  courseDecline,
  courseName,
  courseOpen,
  coursesPage,
} from './course-actions.ts';
import { deadlinesMore } from './deadlines-more.ts';
import { decisionDone, decisionMore, decisionSave } from './decision-form.ts';
import { deliveryResend, deliverySeen } from './delivery-actions.ts';
import { didYouMean } from './did-you-mean.ts';
import { employerForm, employerSave } from './employer-actions.ts';
import { courseAskHandOver, courseHandOver } from './hand-over-actions.ts';
import { jobAgree, jobAnswer, jobForm, jobOpen } from './job-actions.ts';
import { listMore, listOpen } from './list-more.ts';
import { courseAskConference, courseConference } from './move-conference-actions.ts';
import { courseAskPerson, courseCaseworker, courseClinician } from './name-person-actions.ts';
import { newCourseBack, newCourseChoose, newCourseOpen } from './new-course-actions.ts';
import { partnersAdd, partnersOpen, partnersRemove } from './partner-actions.ts';
import { principlesOpen } from './principles-open.ts';
import { requestErase, requestOpen, requestRefuse, requestRegister } from './request-actions.ts';
import { resultsPage } from './results-page.ts';
import { rolesLink, rolesSame } from './roles-link.ts';
import { rolesList } from './roles-list.ts';
import { rolesPick } from './roles-pick.ts';
import { rolesSave } from './roles-save.ts';
import { setUpBind } from './set-up-bind.ts';
import { setUpConference } from './set-up-conference.ts';
import { setUpOpen } from './set-up-open.ts';
import { setUpPage } from './set-up-page.ts';
import { settingsSave } from './settings-save.ts';
import { snoozeForm, snoozeSave } from './snooze-actions.ts';
import { courseClose, stepComplete, stepForm, stepMet } from './step-actions.ts';
import {
  stepUpAnswer,
  stepUpBegin,
  stepUpCopy,
  stepUpDone,
  stepUpForm,
  stepUpHeld,
  stepUpLine,
  stepUpMinPlan,
  stepUpOpen,
  stepUpPeople,
  stepUpSent,
} from './step-up-actions.ts';
import { taskDone } from './task-done.ts';
import { trainingEnter, trainingOpen, trainingPage, trainingUndo } from './training-actions.ts';
import { visitationAnswer, visitationForm } from './visitation-actions.ts';
import { waitingForm, waitingSave } from './waiting-actions.ts';
import { wishesForm, wishesSave } from './wish-actions.ts';

/** Every verb a card may send. */

export const ACTIONS: readonly Action[] = [
  didYouMean,
  rolesList,
  rolesPick,
  rolesSave,
  rolesSame,
  rolesLink,
  setUpOpen,
  setUpPage,
  setUpConference,
  setUpBind,
  deliveryResend,
  deliverySeen,
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
  consentOpen,
  consentForm,
  consentSave,
  consentNo,
  consentRefuse,
  consentJournal,
  consentWithdraw,
  wishesForm,
  wishesSave,
  courseOpen,
  coursesPage,
  courseAskName,
  courseName,
  courseAskSpecialist,
  courseAssign,
  courseAskDecline,
  courseDecline,
  stepForm,
  stepMet,
  stepComplete,
  courseClose,
  jobOpen,
  jobForm,
  jobAnswer,
  jobAgree,
  stepUpOpen,
  stepUpForm,
  stepUpBegin,
  stepUpAnswer,
  stepUpPeople,
  stepUpSent,
  stepUpHeld,
  stepUpLine,
  stepUpDone,
  stepUpMinPlan,
  stepUpCopy,
  employerForm,
  employerSave,
  partnersOpen,
  partnersAdd,
  partnersRemove,
  waitingForm,
  waitingSave,
  principlesOpen,
  deadlinesMore,
  absenceSave,
  absenceEnd,
  courseAskHandOver,
  courseHandOver,
  courseAskPerson,
  courseClinician,
  courseCaseworker,
  courseAskConference,
  courseConference,
  snoozeForm,
  snoozeSave,
  settingsSave,
  resultsPage,
  visitationForm,
  visitationAnswer,
  trainingOpen,
  trainingPage,
  trainingEnter,
  trainingUndo,
  requestRegister,
  requestOpen,
  requestErase,
  requestRefuse,
];
