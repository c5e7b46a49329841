import { type ChannelViewer, disclose, type Viewer } from '../../domain/access.ts';
import { minutesBetween } from '../../domain/calendar/time.ts';
import type { Course } from '../../domain/course/course.ts';
import { CourseId, PostedId } from '../../domain/ids.ts';
import { loadAgreement } from '../agreements/load-agreement.ts';
import type { Scope } from '../context.ts';
import { loadCourse } from '../courses/load-course.ts';
import { NAMED_VIEW, SHOWN_MINUTES } from '../courses/reveal-name.ts';
import { viewerOf } from '../people/viewer.ts';
import type { OutboxRow, PostedCard } from '../ports/outbox.ts';
import { inPlaceOf, readRecipient } from './address.ts';
import type { Rendered } from './delivery.ts';
import { renderStanding } from './render-standing.ts';

/** How long a card may be on its way; after that nobody will tell its place any more. */
const ON_ITS_WAY_MINUTES = 2;

/**
 * After consent ended: a card that discloses the course to someone who may no longer see it is replaced (K12). After an erasure a person's card
 * is made anew though they see the course still: what was typed about the citizen may stand on it (GDPR 17).
 */
export async function renderReplacement(scope: Scope, row: OutboxRow): Promise<Rendered> {
  const posted = await cardOf(scope, row);
  if (posted === null) return 'drop';
  const { course } = await loadCourse(scope, CourseId.parse(row.subject));
  const viewer = await viewerOfCard(scope, posted, course);
  const holdsWords = viewer?.kind === 'person' && (await scope.tx.vault.isErased(course.person));
  if (!holdsWords && viewer !== null && disclose(course, viewer, scope.now) !== null) return 'drop';
  return replaced(scope, posted);
}

/**
 * Ten minutes after a name was shown: the card without it (product.md 4). Names never come out of `renderStanding`. A card that has
 * become another since is left alone, for somebody may be filling it in; one whose name was asked for again has a later mask of its own.
 */
export async function renderMask(scope: Scope, row: OutboxRow): Promise<Rendered> {
  const posted = await cardOf(scope, row);
  if (posted === null || posted.view !== NAMED_VIEW) return 'drop';
  return minutesBetween(posted.at, scope.now) < SHOWN_MINUTES ? 'drop' : replaced(scope, posted);
}

/** A card whose subject has changed is rendered anew in place; without a place it is left, for it shows nothing it may not. */
export async function renderRefresh(scope: Scope, row: OutboxRow): Promise<Rendered> {
  const posted = await cardOf(scope, row);
  const rendered = posted === null ? 'drop' : await replaced(scope, posted);
  return rendered === 'deleteByHand' ? 'drop' : rendered;
}

async function cardOf({ tx }: Scope, row: OutboxRow): Promise<PostedCard | null> {
  const posted = await tx.posted.get(PostedId.parse(row.recipient.slice('card:'.length)));
  return posted === null || posted.state === 'gone' ? null : posted;
}

async function replaced(scope: Scope, posted: PostedCard): Promise<Rendered> {
  const update = await inPlaceOf(scope, posted, await renderStanding(scope, posted));
  if (update !== null) return update;
  const onItsWay = posted.state === 'sending' && minutesBetween(posted.at, scope.now) < ON_ITS_WAY_MINUTES;
  return onItsWay ? 'later' : 'deleteByHand';
}

/** Who reads a card now: the person with today's role, or the channel as the course's agreement binds it; null for neither. */
async function viewerOfCard(scope: Scope, posted: PostedCard, course: Course): Promise<Viewer | null> {
  const reader = readRecipient(posted.viewer);
  switch (reader.kind) {
    case 'user': {
      const user = await scope.tx.users.get(reader.id);
      return user === null ? null : viewerOf(scope, user);
    }
    case 'channel': {
      const { agreement } = await loadAgreement(scope, course.agreement);
      const kinds: readonly ChannelViewer['channel'][] = ['shared', 'jobCentre'];
      const channel = kinds.find((kind) => agreement.channels[kind] === reader.id);
      return channel === undefined ? null : { kind: 'channel', agreement: agreement.id, channel };
    }
    case 'card':
      return null;
    default:
      return reader satisfies never;
  }
}
