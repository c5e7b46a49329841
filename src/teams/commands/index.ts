import type { Command } from './command.ts';
import { help } from './help.ts';
import { roles } from './roles.ts';

/** Every command word. The order is the order of help. */
export const COMMANDS: readonly Command[] = [help, roles];
