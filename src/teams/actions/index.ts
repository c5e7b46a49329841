import type { Action } from './action.ts';
import { didYouMean } from './did-you-mean.ts';
import { rolesLink, rolesSame } from './roles-link.ts';
import { rolesList } from './roles-list.ts';
import { rolesPick } from './roles-pick.ts';
import { rolesSave } from './roles-save.ts';

/** Every verb a card may send. */
export const ACTIONS: readonly Action[] = [didYouMean, rolesList, rolesPick, rolesSave, rolesSame, rolesLink];
