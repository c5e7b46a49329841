import type { CourseId } from '../../domain/ids.ts';
import type { Reader } from '../courses/reader.ts';
import type { StepUpForm } from './question.ts';

/** A button of a step-up card: a verb with ids, nothing else. */
export interface StepUpButton {
  readonly title: string;
  readonly verb: string;
  readonly send: Readonly<Record<string, string>>;
  readonly style: 'default' | 'positive' | 'destructive';
}

/** The button that opens a form of the sequence. */
export function formButton(
  { say }: Pick<Reader, 'say'>,
  course: CourseId,
  ask: { readonly what: StepUpForm; readonly title: string; readonly style?: StepUpButton['style'] },
): StepUpButton {
  const { what, title, style = 'default' } = ask;
  return { title: say(`stepUp.do.${title}`), verb: 'stepUp.form', send: { course, what }, style };
}

/** One line of a part: whether it is there, what it is, how it stands, and what can be done about it. */
export interface StepUpRow {
  readonly mark: string;
  readonly color: 'good' | 'default' | 'attention';
  readonly text: string;
  readonly detail: string;
  readonly buttons: readonly StepUpButton[];
}

/** A line that is there, or not yet. */
export function rowOf(
  there: boolean,
  {
    text,
    detail,
    buttons = [],
  }: { readonly text: string; readonly detail: string; readonly buttons?: readonly StepUpButton[] },
): StepUpRow {
  return { mark: there ? '✔' : '○', color: there ? 'good' : 'default', text, detail, buttons };
}

/** A line that only tells. */
export function tellingRow(text: string, detail: string, buttons: readonly StepUpButton[] = []): StepUpRow {
  return { mark: '', color: 'default', text, detail, buttons };
}

/** The parts of a line that say something, with dots between. */
export function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
