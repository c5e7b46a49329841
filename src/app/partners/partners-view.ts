import type { Partner } from '../../domain/course/relations.ts';
import type { NoteId } from '../../domain/ids.ts';
import type { ShownCourse } from '../courses/load-course.ts';
import type { Reader } from '../courses/reader.ts';
import { plain } from '../plain.ts';
import type { View } from '../view.ts';

/** What was typed, and what was wrong with it. */
export interface PartnerAgain {
  readonly typed?: { readonly choice: string; readonly words: string };
  readonly errors?: { readonly choice?: string; readonly words?: string };
  readonly notice?: string;
  readonly partner?: string;
}

/** `Samarbejdspartnere`: the other parts of the municipality (A5), by function and person; whoever works on the course adds and removes. */
export async function partnersView(reader: Reader, course: ShownCourse, again: PartnerAgain = {}): Promise<View> {
  const { say, language, parts } = reader;
  const { value, rights } = course.shown;
  const { id, alias, partners, status, programme } = value;
  const offered = parts.programmes.get(programme.id, programme.version).partners;
  const notes = await reader.tx.vault.notes(partners.map((p) => p.person));
  const mayChange = rights.has('act') && (status === 'running' || status === 'referred');
  const ids = { course: id, rev: String(course.revision) };
  return {
    card: 'partners',
    language,
    data: {
      title: say('partners.title', { alias }),
      notice: again.notice ?? '',
      none: partners.length === 0,
      partners: partners.map((partner) => ({
        ...lineOf(reader, partner, notes),
        mayChange,
        remove: say('partners.remove'),
        ids: { ...ids, partner: partner.id },
      })),
      mayChange,
      functions: offered.map((value) => ({ title: say(`partners.function.${value}`), value })),
      typed: again.typed ?? { choice: '', words: '' },
      errors: { choice: '', words: '', ...again.errors },
      ids: { ...ids, partner: again.partner ?? parts.ids.next() },
      course: id,
    },
    summary: say('summary.answer'),
    about: { view: 'partners', subject: id },
    discloses: [id],
  };
}

function lineOf({ say }: Reader, partner: Partner, notes: ReadonlyMap<NoteId, string>) {
  return { what: say(`partners.function.${partner.function}`), who: plain(notes.get(partner.person) ?? '') };
}
