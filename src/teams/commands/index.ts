import type { Command } from './command.ts';
import { help } from './help.ts';

/** Every command word. The order is the order of help. */
export const COMMANDS: readonly Command[] = [help];
