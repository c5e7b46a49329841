import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Incoming, parseActivity } from '../../src/teams/activity.ts';
import {
  type Activity,
  BOT,
  channel,
  channelEvent,
  envelope,
  executed,
  groupChat,
  installed,
  membersChanged,
  person,
  personalChat,
  reaction,
  submitted,
  type TeamsPlace,
  written,
} from '../_util/http.ts';

const mette = person('Mette Bruun');
const chat = personalChat(mette);
const odense = channel('Odense');
const serviceUrl = 'https://smba.trafficmanager.net/emea/';

function bodyOf(place: TeamsPlace, what: Activity): Activity {
  const base = envelope(serviceUrl, mette, place);
  return { ...base, ...what, channelData: { ...Object(base.channelData), ...Object(what.channelData) } };
}
function read(place: TeamsPlace, what: Activity): Incoming {
  const parsed = parseActivity(bodyOf(place, what));
  if (parsed.kind === 'refused') throw new Error('refused');
  return parsed.incoming;
}

describe('who', () => {
  test('a person is the tenant and object id on the activity', () => {
    expect(read(chat, written('hjælp', chat)).who).toEqual({
      tenantId: 'tenant-odense',
      objectId: 'oid-mette-bruun',
      name: 'Mette Bruun',
      teamsId: '29:oid-mette-bruun',
    });
  });

  test('nothing in a card names a person', () => {
    const tap = executed({ verb: 'x', data: { from: { aadObjectId: 'someone' }, tenantId: 'other' } });
    expect(read(chat, tap).who?.objectId).toBe('oid-mette-bruun');
  });

  test('without object id, without tenant, or with two tenants it is nobody', () => {
    expect(read(chat, { ...written('hjælp', chat), from: { id: '29:x', name: 'Mette' } }).who).toBeNull();
    const noTenant = { conversation: { id: 'a:1', conversationType: 'personal' }, channelData: { tenant: null } };
    expect(read(chat, { type: 'message', text: 'x', ...noTenant }).who).toBeNull();
    expect(read(chat, { type: 'message', text: 'x', channelData: { tenant: { id: 'other' } } }).who).toBeNull();
  });
});

describe('where', () => {
  test('a thread in a channel: the channel without the thread, and the thread’s root apart', () => {
    expect(read({ ...odense, thread: '171' }, written('frister', odense)).where).toEqual({
      kind: 'channel',
      conversationId: '19:odense@thread.tacv2',
      threadRoot: '171',
      serviceUrl,
      tenantId: 'tenant-odense',
      teamId: '19:team@thread.tacv2',
      channelName: 'Odense',
    });
  });

  test('group and meeting chats, and kinds we do not know, are groups', () => {
    expect(read(groupChat('Team'), written('hjælp', chat)).where?.kind).toBe('group');
    const odd = { ...written('hjælp', chat), conversation: { id: 'x', conversationType: 'community' } };
    expect(read(chat, odd).where?.kind).toBe('group');
    expect(read(chat, { ...written('hjælp', chat), conversation: { id: 'x' } }).where?.kind).toBe('group');
  });
});

describe('what was written', () => {
  const said = (place: TeamsPlace, what: Activity) => {
    const incoming = read(place, what);
    return incoming.kind === 'message' ? incoming.text : incoming.kind;
  };

  test('the bot’s mention and odd blanks are gone', () => {
    expect(said(odense, written('  nyt \n\u00a0 forløb\u200b ', odense))).toBe('nyt forløb');
    expect(said(odense, { type: 'message', text: '<at>Trinvis</at> frister' })).toBe('frister');
    expect(said(chat, { type: 'message', text: 'i&nbsp;dag' })).toBe('i dag');
  });

  test('another person’s mention stays as their name', () => {
    const entities = [
      { type: 'mention', text: '<at>Trinvis</at>', mentioned: BOT },
      { type: 'mention', text: '<at>Ole</at>', mentioned: { id: '29:ole' } },
    ];
    expect(said(odense, { type: 'message', text: '<at>Trinvis</at> spørg <at>Ole</at>', entities })).toBe('spørg Ole');
  });

  test('å typed as two characters is one', () => {
    expect(said(chat, { type: 'message', text: 'opsa\u030a' })).toBe('ops\u00e5');
  });

  test('empty, very long and emoji text is just text', () => {
    expect(said(chat, { type: 'message' })).toBe('');
    expect(said(chat, { type: 'message', text: 42 })).toBe('');
    expect(said(chat, { type: 'message', text: '👩‍⚕️' })).toContain('👩');
    expect(said(chat, { type: 'message', text: 'a'.repeat(10_000) })).toHaveLength(10_000);
  });
});

describe('cards', () => {
  test('a tap is its verb, its data and the card it sits on', () => {
    expect(read(chat, executed({ verb: 'consent-give', data: { card: 'p-1', rev: 3 }, card: '99' }))).toMatchObject({
      kind: 'card-action',
      via: 'execute',
      verb: 'consent-give',
      data: { card: 'p-1', rev: 3 },
      card: '99',
      automatic: false,
    });
    expect(read(chat, submitted({ verb: 'consent-give', data: { rev: 3 }, card: '99' }))).toMatchObject({
      kind: 'card-action',
      via: 'submit',
      verb: 'consent-give',
      data: { verb: 'consent-give', rev: 3 },
      card: '99',
    });
  });

  test('Teams refreshing a card by itself is not a person tapping it', () => {
    const value = { action: { type: 'Action.Execute', verb: 'refresh' }, trigger: 'automatic' };
    expect(read(chat, { type: 'invoke', name: 'adaptiveCard/action', value })).toMatchObject({
      automatic: true,
      data: {},
    });
  });

  test.each([
    ['no value', undefined],
    ['null', null],
    ['a text', 'x'],
    ['a list', []],
    ['no action', {}],
    ['another action', { action: { type: 'Action.Http', verb: 'x' } }],
    ['no verb', { action: { type: 'Action.Execute', data: {} } }],
    ['a verb that is no text', { action: { type: 'Action.Execute', verb: { a: 1 } } }],
    ['a verb without end', { action: { type: 'Action.Execute', verb: 'x'.repeat(101) } }],
    ['data that is no object', { action: { type: 'Action.Execute', verb: 'x', data: 'y' } }],
    ['two different verbs', { action: { type: 'Action.Execute', verb: 'x', data: { verb: 'y' } } }],
  ])('an invoke with %s is a bad card', (_, value) => {
    const incoming = read(chat, { type: 'invoke', name: 'adaptiveCard/action', value });
    expect(incoming).toMatchObject({ kind: 'bad-card', because: 'bad-card-value', via: 'execute' });
  });

  test('a submit without verb is a bad card; beside words it is the words that count', () => {
    expect(read(chat, { type: 'message', value: { a: 1 } })).toMatchObject({ kind: 'bad-card', via: 'submit' });
    expect(read(chat, { type: 'message', value: { a: 1 }, text: 'hjælp' })).toMatchObject({ kind: 'message' });
  });
});

describe('events', () => {
  test('an installation in a team is about the channel chosen there', () => {
    const team = { ...odense, id: odense.teamId ?? '' };
    const chosen = { ...installed(odense) };
    expect(read(team, chosen)).toMatchObject({ kind: 'installed', where: { conversationId: odense.id } });
    expect(read(chat, installed(chat))).toMatchObject({ kind: 'installed', where: { kind: 'personal' } });
    expect(read(chat, installed(chat, 'remove'))).toMatchObject({ kind: 'uninstalled' });
  });

  test('members who come and go, the bot told apart', () => {
    expect(read(odense, membersChanged('membersAdded', [BOT.id, '29:ole']))).toMatchObject({
      kind: 'members',
      added: [{ teamsId: '29:ole' }],
      removed: [],
      botAdded: true,
    });
    expect(read(odense, membersChanged('membersRemoved', [BOT.id]))).toMatchObject({ botRemoved: true, removed: [] });
  });

  test('a deleted channel is an event about that channel', () => {
    expect(read(odense, channelEvent('channelDeleted'))).toMatchObject({
      kind: 'channel-event',
      event: 'channelDeleted',
      channelId: odense.id,
    });
  });

  test('reactions, edits, other invokes and events to come are `other`', () => {
    expect(read(chat, reaction('1'))).toMatchObject({ kind: 'other', type: 'messageReaction' });
    expect(read(chat, { type: 'invoke', name: 'task/fetch', value: {} })).toMatchObject({
      kind: 'other',
      name: 'task/fetch',
    });
    expect(read(chat, { type: 'somethingNew' })).toMatchObject({ kind: 'other', type: 'somethingNew' });
    expect(read(chat, { type: 'somethingNew', conversation: undefined })).toMatchObject({ where: null });
    expect(read(chat, { type: 'conversationUpdate' })).toMatchObject({ kind: 'other' });
  });
});

describe('what is no activity', () => {
  test.each([[null], [1], ['x'], [[]], [{}], [{ type: 'message' }], [{ type: 'message', serviceUrl }]])(
    '%j',
    (body) => {
      expect(parseActivity(body)).toEqual({ kind: 'refused', because: 'not-an-activity' });
    },
  );

  test('no body whatever makes the parser throw', () => {
    const field = fc.constantFrom(
      'from',
      'text',
      'value',
      'entities',
      'conversation',
      'channelData',
      'membersAdded',
      'name',
    );
    const type = fc.constantFrom('message', 'invoke', 'conversationUpdate', 'installationUpdate', 'event');
    fc.assert(
      fc.property(type, fc.dictionary(field, fc.anything()), (kind, odd) => {
        const parsed = parseActivity({ ...bodyOf(chat, { type: kind, name: 'adaptiveCard/action' }), ...odd });
        expect(['parsed', 'refused']).toContain(parsed.kind);
      }),
    );
  });
});
