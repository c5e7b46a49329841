import { expect, test } from '@jest/globals';
import { StoreError } from '../../src/app/ports.ts';
import { onEachStore } from './contract.ts';
import { at, conversation, conversationId, organisationId, user, userId } from './samples.ts';

const home = { tenantId: 'tenant', objectId: 'mette-home' };
const guest = { tenantId: 'clinic', objectId: 'mette-guest' };

onEachStore('Colleagues and conversations', (bench) => {
  test('a colleague comes back whole, and a later save replaces all of it', async () => {
    const mette = user('mette', { name: 'Mette Ærø 😀', welcomed: true });
    const specialist = { ...mette, role: 'specialist' as const, leader: userId('lone'), language: 'en' as const };
    expect(
      await bench.run(async ({ users }) => {
        await users.save(mette);
        const first = await users.get(mette.id);
        await users.save(specialist);
        return [first, await users.get(mette.id), await users.get(userId('nobody'))];
      }),
    ).toEqual([mette, specialist, null]);
  });

  test('several identities lead to one person; linked anew an identity moves', async () => {
    const [mette, other] = [user('mette'), user('other')];
    expect(
      await bench.run(async ({ users }) => {
        await users.save(mette);
        await users.save(other);
        await users.linkIdentity(home, mette.id);
        await users.linkIdentity(guest, mette.id);
        await users.linkIdentity(guest, mette.id);
        const before = await users.identitiesOf(mette.id);
        const found = await users.byIdentity(guest);
        await users.linkIdentity(guest, other.id);
        return [before, found, await users.byIdentity(guest), await users.byIdentity({ ...guest, tenantId: 'x' })];
      }),
    ).toEqual([[guest, home], mette, other, null]);
  });

  test('colleagues by id, by organisation, and all', async () => {
    const [a, b] = [user('a', { organisation: organisationId('o') }), user('b')];
    const [many, some, all] = await bench.run(async ({ users }) => {
      await users.save(b);
      await users.save(a);
      return [
        await users.many([b.id, userId('x'), b.id]),
        await users.ofOrganisation(organisationId('o')),
        await users.all(),
      ];
    });
    expect(many).toEqual(new Map([[b.id, b]]));
    expect([some, all]).toEqual([[a], [a, b]]);
  });

  test('a name moved to another colleague does not open', async () => {
    await bench.run(async ({ users }) => {
      await users.save(user('a'));
      await users.save(user('b'));
    });
    await bench.raw.run("update colleague set name = (select name from colleague where id = 'a') where id = 'b'");
    await expect(bench.run((tx) => tx.users.get(userId('b')))).rejects.toThrow(StoreError);
    expect(await bench.run((tx) => tx.users.get(userId('a')))).toEqual(user('a'));
  });

  test('a conversation keeps the latest service URL', async () => {
    const channel = conversation('19:x@thread.tacv2', { kind: 'channel', teamId: 'team', name: 'Odense fælles' });
    const later = { ...channel, serviceUrl: 'https://smba.example/amer/', seenAt: at('09:00') };
    expect(
      await bench.run(async ({ conversations }) => {
        await conversations.save(channel);
        await conversations.save(later);
        return [await conversations.get(channel.id), await conversations.get(conversationId('none'))];
      }),
    ).toEqual([later, null]);
  });

  test('a personal message goes to the open chat last seen, else to the blocked one', async () => {
    const mine = { user: userId('mette') };
    const old = conversation('old', { ...mine, seenAt: at('07:00') });
    const recent = conversation('recent', { ...mine, seenAt: at('09:00') });
    const blocked = conversation('blocked', { ...mine, seenAt: at('10:00'), state: 'blocked' });
    const group = conversation('group', { ...mine, seenAt: at('11:00'), kind: 'group' });
    const last = await bench.run(async ({ conversations }) => {
      const none = await conversations.personalOf(userId('mette'));
      await conversations.save(blocked);
      const only = await conversations.personalOf(userId('mette'));
      for (const each of [old, recent, group]) await conversations.save(each);
      return [none, only, await conversations.personalOf(userId('mette'))];
    });
    expect(last).toEqual([null, blocked, recent]);
  });
});
