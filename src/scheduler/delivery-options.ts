import type { RenderCard } from '../app/delivery/prepare-delivery.ts';
import type { Messenger } from '../app/messenger.ts';
import type { RateLimits } from './rate-limit.ts';
import type { Works } from './scope.ts';

/** What delivering needs besides the store. */
export interface DeliveryOptions extends Works {
  readonly messenger: Messenger;
  readonly renderCard: RenderCard;
  /** This process, for the leases of what it has claimed: another one each start. */
  readonly owner: string;
  /** Default: what Teams allows. */
  readonly limits?: RateLimits;
  /** Default: real time. Waits by the clock of `elapsed`. */
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** Default: Math.random. */
  readonly random?: () => number;
}
