import { z } from 'zod';
import { giveRole } from '../../app/people/give-role.ts';
import { mayGiveRoles } from '../../app/people/list-people.ts';
import { NONE, roleFormView, roleReceiptView } from '../../app/people/role-form-view.ts';
import { roleRevision } from '../../app/people/role-revision.ts';
import { card, notice } from '../../app/view.ts';
import { OrganisationId, UserId } from '../../domain/ids.ts';
import { Role } from '../../domain/people.ts';
import { action } from './action.ts';

/** A choice that may be none, also when the client leaves it out. */
const orNone = <S extends z.ZodType<string>>(schema: S) => z.union([z.literal([NONE, '']), schema]).default(NONE);

const isNone = (chosen: string) => chosen === NONE || chosen === '';

/** Saves a person's role, organisation, leader and language. */
export const rolesSave = action({
  verb: 'roles.save',
  on: ['roleForm'],
  data: z.strictObject({
    user: UserId,
    rev: z.string().max(20),
    // Left out altogether it is no answer: it must not take a role away.
    role: z.union([z.literal([NONE, '']), Role]),
    organisation: orNone(OrganisationId),
    leader: orNone(UserId),
    language: z.enum(['da', 'en']),
  }),
  async run(session, { user: id, rev, ...fields }) {
    if (!mayGiveRoles(session)) return notice(session.say('errors.notForRole'));
    const user = await session.tx.users.get(id);
    if (user === null) return notice(session.say('errors.badCard'));
    const stale = { problem: 'stale', count: 0 } as const;
    if (rev !== roleRevision(user)) return card(await roleFormView(session, user, { trouble: stale }));
    const { role, organisation, leader, language } = fields;
    const gift = {
      role: Role.safeParse(role).data ?? null,
      organisation: isNone(organisation) ? null : OrganisationId.parse(organisation),
      leader: isNone(leader) ? null : UserId.parse(leader),
      language,
    };
    const given = await giveRole(session, user, gift);
    if (given.kind === 'problem') return card(await roleFormView(session, user, { fields, trouble: given }));
    return card(await roleReceiptView(session, given));
  },
});
