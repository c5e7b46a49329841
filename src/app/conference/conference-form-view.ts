import { localTime } from '../../domain/calendar/time.ts';
import type { Scope } from '../context.ts';
import { sayIn } from '../i18n.ts';
import { typedAgain } from '../typed.ts';
import type { View } from '../view.ts';
import type { LoadedMeeting } from './load-conference.ts';
import { meetingHead } from './meeting-text.ts';
import type { CardReader } from './reader.ts';

/** What was typed into the form, and what was wrong with it. */
export interface MoveTyped {
  readonly date: string;
  readonly start: string;
  readonly error: string;
}

/** Another day and time for one conference, or none (product.md 2). */
export function conferenceFormView(
  scope: Scope,
  loaded: LoadedMeeting,
  reader: { readonly language: CardReader['language']; readonly typed?: MoveTyped },
): View {
  const { occurrence } = loaded;
  const { language, typed } = reader;
  return {
    card: 'conference-form',
    language,
    data: {
      ...meetingHead(scope, loaded, language),
      date: typedAgain(typed?.date ?? occurrence.date),
      start: typedAgain(typed?.start ?? localTime(occurrence.start)),
      error: typed?.error ?? '',
      earliest: scope.today,
      cancellable: occurrence.state !== 'off',
      meeting: occurrence.meeting,
    },
    summary: sayIn(language)('summary.agenda'),
    about: { view: 'conferenceForm', subject: occurrence.meeting },
    discloses: [],
  };
}
