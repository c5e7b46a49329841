import type { Command } from './command.ts';
import { conference } from './conference.ts';
import { contact } from './contact.ts';
import { help } from './help.ts';
import { newCourse } from './new-course.ts';
import { roles } from './roles.ts';
import { today } from './today.ts';

/** Every command word. The order is the order of help. */
export const COMMANDS: readonly Command[] = [help, today, newCourse, contact, conference, roles];
