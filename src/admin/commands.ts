import { erase, extract, extractOpen, retention } from './citizen-commands.ts';
import type { AdminCommand } from './command.ts';
import { auditVerify, backup, migrate, rebuild, restoreCheck, rotate } from './database-commands.ts';
import { exportCourses, exportEvaluation } from './export-commands.ts';
import { importCommand } from './import-command.ts';

/** Everything operations can do from the command line. The order is the order of the usage. */
export const COMMANDS: readonly AdminCommand[] = [
  migrate,
  rebuild,
  backup,
  restoreCheck,
  auditVerify,
  rotate,
  retention,
  importCommand,
  exportCourses,
  exportEvaluation,
  extract,
  extractOpen,
  erase,
];
