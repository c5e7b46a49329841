import type { Action } from './action.ts';
import { didYouMean } from './did-you-mean.ts';

/** Every verb a card may send. */
export const ACTIONS: readonly Action[] = [didYouMean];
