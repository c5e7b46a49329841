import { absence } from './absence.ts';
import { access } from './access.ts';
import type { Command } from './command.ts';
import { conference } from './conference.ts';
import { consent } from './consent.ts';
import { contact } from './contact.ts';
import { courses } from './courses.ts';
import { deadlines } from './deadlines.ts';
import { employer } from './employer.ts';
import { erase } from './erase.ts';
import { handOver } from './hand-over.ts';
import { help } from './help.ts';
import { job } from './job.ts';
import { newCourse } from './new-course.ts';
import { results } from './results.ts';
import { roles } from './roles.ts';
import { setUp } from './set-up.ts';
import { settings } from './settings.ts';
import { step } from './step.ts';
import { stepUp } from './step-up.ts';
import { today } from './today.ts';
import { training } from './training.ts';
import { when } from './when.ts';

/** Every command word. The order is the order of help. */
export const COMMANDS: readonly Command[] = [
  help,
  today,
  courses,
  newCourse,
  consent,
  contact,
  step,
  job,
  employer,
  stepUp,
  conference,
  deadlines,
  results,
  when,
  training,
  absence,
  handOver,
  settings,
  setUp,
  roles,
  access,
  erase,
];
