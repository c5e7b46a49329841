import { MeetingId } from '../../domain/ids.ts';

/** A page of a card that shows many courses. Pages count from 1. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly page: number;
  readonly pages: number;
}

/** A page of a list; one that no longer exists is the last. */
export function pageOf<T>(all: readonly T[], asked: number, size: number): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(Math.max(1, asked), pages);
  return { rows: all.slice((page - 1) * size, page * size), page, pages };
}

/** What a paged card needs to be turned: empty texts where there is nothing to turn to. */
export function pageData({ page, pages }: Page<unknown>, text: string): Record<string, unknown> {
  return {
    paged: pages > 1,
    pageText: text,
    page: String(page),
    previous: page > 1 ? String(page - 1) : '',
    next: page < pages ? String(page + 1) : '',
  };
}

/** What a paged card about a meeting is recorded under, so that it is rendered anew on the page it shows. */
export function pagedSubject(meeting: MeetingId, page: number): string {
  return `${meeting}#${page}`;
}

/** Whether a card is recorded as one about this meeting: the id in a tap alone admits nobody. */
export function isAbout({ subject }: { readonly subject: string }, meeting: MeetingId): boolean {
  return readSubject(subject).meeting === meeting;
}

/** The meeting and the page a card is recorded under; the page is null where none is. */
export function readSubject(subject: string): { readonly meeting: MeetingId; readonly page: number | null } {
  const [meeting = '', page] = subject.split('#');
  return { meeting: MeetingId.parse(meeting), page: page === undefined ? null : Number(page) };
}
