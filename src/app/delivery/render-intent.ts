import {
  renderAgenda,
  renderDecisionForm,
  renderPreparation,
  renderQuestionRound,
  renderReminder,
} from '../conference/conference-intents.ts';
import type { Scope } from '../context.ts';
import type { IntentKind, OutboxRow } from '../ports/outbox.ts';
import { renderChannelAlert } from '../work-list/channel-alert.ts';
import { renderDigest } from '../work-list/render-digest.ts';
import { renderConsentEnded } from './consent-ended.ts';
import type { IntentRenderer, Rendered } from './delivery.ts';
import { renderOtherConsentEnded } from './other-consent-ended.ts';
import { renderMask, renderRefresh, renderReplacement } from './replace-card.ts';

/** What each kind of intent is rendered by: one file per kind. */
const RENDERERS: Readonly<Partial<Record<IntentKind, IntentRenderer>>> = {
  digest: renderDigest,
  channelAlert: renderChannelAlert,
  consentEnded: renderConsentEnded,
  otherConsentEnded: renderOtherConsentEnded,
  replace: renderReplacement,
  mask: renderMask,
  refresh: renderRefresh,
  agenda: renderAgenda,
  preparation: renderPreparation,
  reminder: renderReminder,
  questionRound: renderQuestionRound,
  decisionForm: renderDecisionForm,
};

/** Renders an intent from the state of this moment, behind the gate. */
export async function renderIntent(scope: Scope, row: OutboxRow): Promise<Rendered> {
  const render = RENDERERS[row.kind];
  if (render === undefined) throw new Error(`nothing renders ${row.kind}`);
  return render(scope, row);
}
