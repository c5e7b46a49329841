import type { Agreement, ChannelKind } from '../../domain/agreement/agreement.ts';
import { inForceOn } from '../../domain/agreement/agreement.ts';
import type { Session } from '../context.ts';
import { formatDateWithYear } from '../format.ts';
import type { View } from '../view.ts';
import { nextHeld, termsFacts } from './set-up-facts.ts';

/** The receipt: what was set up, when the next conference is, and what happens by itself from here. */
export async function receiptView(
  session: Session,
  saved: { readonly agreement: Agreement; readonly revision: number },
  kind: ChannelKind,
): Promise<View> {
  const { say, tx } = session;
  const { agreement } = saved;
  const { terms, conferences } = agreement;
  const jobCentre = (await tx.organisations.get(terms.jobCentre)) ?? { name: '' };
  const clinic = (await tx.organisations.get(terms.clinic)) ?? { name: '' };
  return {
    card: 'set-up-receipt',
    language: session.language,
    data: {
      heading: say('setUp.heading', { code: terms.code }),
      next: await nextConferences(session, agreement),
      facts: [
        { title: say('setUp.fact.channel'), value: say(`setUp.kind.${kind}`) },
        ...termsFacts(session, { terms, jobCentre, clinic, conferences }),
      ],
      steps: stepsAfter(session, agreement, kind),
      agreement: agreement.id,
      rev: String(saved.revision),
    },
    summary: say('summary.answer'),
    about: { view: 'setUpReceipt', subject: agreement.id },
    discloses: [],
  };
}

/** One line per conference: "Næste konference: ons. 11. nov. kl. 13.00 (uge 46)". */
async function nextConferences(session: Session, agreement: Agreement): Promise<readonly { line: string }[]> {
  const { say } = session;
  const lines: { line: string }[] = [];
  for (const conference of agreement.conferences) {
    const when = await nextHeld(session, { agreement }, conference);
    lines.push({ line: when === null ? say('setUp.nextNone') : say('setUp.next', { when }) });
  }
  return lines;
}

function stepsAfter(session: Session, agreement: Agreement, kind: ChannelKind): readonly { line: string }[] {
  const { say, today, language } = session;
  const { terms, channels } = agreement;
  const from = formatDateWithYear(terms.validFrom, language);
  return [
    ...(terms.draft ? [say('setUp.isDraft')] : []),
    ...(!terms.draft && today < terms.validFrom ? [say('setUp.notYet', { from })] : []),
    say(`setUp.then.${kind}`),
    ...(channels.shared === undefined ? [say('setUp.then.needsShared')] : []),
    ...(channels.jobCentre === undefined ? [say('setUp.then.canOwn')] : []),
    ...(inForceOn(agreement, today) ? [say('setUp.then.courses')] : []),
    say('setUp.then.roles'),
  ].map((line) => ({ line }));
}
