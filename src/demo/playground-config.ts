/** Ids of the Playground's one tenant, its people and its conversations: fixed, so that a restart finds the same chats. */
export const PLAYGROUND = {
  tenantId: 'demo-tenant',
  bot: { id: '28:trinvis', name: 'Trinvis' },
  personalChat: 'demo-personal-chat',
  groupChat: 'demo-group-chat',
  /** General, whose id is the team's: Jobcenter Odense's own channel. */
  team: '19:demo-team@thread.tacv2',
  /** The extra channel: what Jobcenter Odense and the clinic share. */
  sharedChannel: '19:demo-shared@thread.tacv2',
  sharedChannelName: 'IPS-samarbejdet i Odense',
  /** The one person who acts in the Playground's window. */
  visitor: { id: '29:visitor', objectId: '00000000-0000-4000-8000-000000000001' },
} as const;

/** The Playground insists on five people besides; they never say anything. */
const BYSTANDERS = ['Anna', 'Bo', 'Carl', 'Dorte', 'Eva'].map((name, index) =>
  playgroundUser({ id: `29:bystander-${index + 1}`, name, objectId: `00000000-0000-4000-8000-00000000001${index}` }),
);

function playgroundUser({ id, name, objectId }: { id: string; name: string; objectId: string }) {
  const email = `${id.slice('29:'.length)}@demo.invalid`;
  return { id, name, userPrincipleName: email, aadObjectId: objectId, givenName: name, surname: 'Demo', email };
}

/** The Playground's configuration. Every key is required and no other is allowed. JSON is YAML. */
export function playgroundConfig(): string {
  const visitor = playgroundUser({ ...PLAYGROUND.visitor, name: 'Dig' });
  const config = {
    version: '0.1.1',
    tenantId: PLAYGROUND.tenantId,
    bot: PLAYGROUND.bot,
    currentUser: visitor,
    users: BYSTANDERS,
    personalChat: { id: PLAYGROUND.personalChat },
    groupChat: { id: PLAYGROUND.groupChat, name: 'Gruppechat' },
    team: {
      id: PLAYGROUND.team,
      name: 'Jobcenter Odense',
      aadGroupId: '00000000-0000-4000-8000-0000000000aa',
      channels: [{ id: PLAYGROUND.sharedChannel, name: PLAYGROUND.sharedChannelName }],
    },
  };
  return JSON.stringify(config, null, 2);
}
