import { isLoopback } from '../config.ts';

/** Which connectors the bot talks to: Microsoft's, or one on this machine (the Playground, the tests). */
export type TrustedServices = 'microsoft' | 'this-machine';

/**
 * Teams' connectors in the public and the GCC cloud, matched exactly: anyone can register another name under trafficmanager.net. The
 * same list as in Microsoft's Teams SDK.
 */
const MICROSOFT_HOSTS: ReadonlySet<string> = new Set([
  'smba.trafficmanager.net',
  'smba.onyx.prod.teams.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
]);

/** The bot's token goes to no other address than these, whatever an activity or a stored row says. */
export function isTrustedServiceUrl(serviceUrl: string, trusted: TrustedServices): boolean {
  const url = URL.parse(serviceUrl);
  if (!url || url.username || url.password) return false;
  if (trusted === 'this-machine') return isLoopback(url.hostname);
  return url.protocol === 'https:' && url.port === '' && MICROSOFT_HOSTS.has(url.hostname);
}
