import { z } from 'zod';

/** What we read of an activity; a field that is odd counts as missing, so that one odd field never hides a message. */
const text = z.string().max(1000).optional().catch(undefined);
const id = z
  .string()
  .max(500)
  .regex(/^\P{Cc}+$/u)
  .optional()
  .catch(undefined);
const idOf = z.object({ id }).optional().catch(undefined);
const named = z.object({ id, name: text }).optional().catch(undefined);
const account = z.object({ id, name: text, aadObjectId: id }).optional().catch(undefined);
const accounts = z
  .array(z.object({ id, aadObjectId: id }))
  .max(1000)
  .optional()
  .catch(undefined);

const Entity = z.object({ type: z.string(), mentioned: idOf, text }).optional().catch(undefined);

export const ActivityShape = z.object({
  type: z.string().min(1).max(100),
  serviceUrl: z.url().max(2000),
  channelId: id,
  id,
  name: text,
  action: text,
  text: z.string().optional().catch(undefined),
  value: z.unknown().optional(),
  locale: text,
  replyToId: id,
  from: account,
  recipient: account,
  conversation: z
    .object({ id, conversationType: text, tenantId: id, isGroup: z.boolean().optional().catch(undefined), name: text })
    .optional()
    .catch(undefined),
  channelData: z
    .object({
      tenant: idOf,
      team: named,
      channel: named,
      eventType: text,
      settings: z.object({ selectedChannel: named }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  entities: z.array(Entity).max(200).optional().catch(undefined),
  membersAdded: accounts,
  membersRemoved: accounts,
});
export type ActivityShape = z.infer<typeof ActivityShape>;

const CardData = z.record(z.string(), z.unknown());
const Verb = z.string().min(1).max(100);

/** The value of an `adaptiveCard/action` invoke. */
export const ExecuteValue = z.object({
  action: z.object({ type: z.literal('Action.Execute'), verb: Verb.optional(), data: CardData.optional() }),
  trigger: text,
});

/** The value of a message that an `Action.Submit` sent. */
export const SubmitValue = z.looseObject({ verb: Verb });
