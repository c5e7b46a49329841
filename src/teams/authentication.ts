import { type Activity, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  ClaimsIdentity,
  type ConnectorFactory,
  type UserTokenClient,
} from 'botframework-connector';
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js';
import type { AuthConfig } from '../config.ts';
import { ConnectorCache } from './connector-cache.ts';
import type { TrustedServices } from './service-url.ts';
import { createSigningKeys, KeysUnavailable } from './signing-keys.ts';
import { couldBeFromTeams } from './token.ts';

/** Whose tokens are believed: Microsoft's public cloud, or an issuer on this machine with which the tests sign their own. */
export type TokenIssuer =
  | { readonly kind: 'microsoft' }
  | { readonly kind: 'this-machine'; readonly openIdMetadataUrl: string; readonly issuer: string };

/** The request does not prove that it comes from Teams. */
export class Unauthorised extends Error {
  override readonly name = 'Unauthorised';
}

const CHANNEL = 'msteams';

/** botbuilder's authentication with one connector client per service, single-flight keys, and a plain answer to a bad token. */
export class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #auth: AuthConfig;
  readonly #issuer: string;
  readonly #connectors: ConnectorCache;
  #userTokenClient: Promise<UserTokenClient> | null = null;

  constructor(auth: AuthConfig, issuer: TokenIssuer) {
    super(botbuilderSettings(auth, issuer));
    this.#auth = auth;
    this.#issuer = issuer.kind === 'microsoft' ? AuthenticationConstants.ToBotFromChannelTokenIssuer : issuer.issuer;
    useSigningKeys(metadataUrlOf(issuer));
    const identity = new ClaimsIdentity([{ type: AuthenticationConstants.AudienceClaim, value: appIdOf(auth) }]);
    this.#connectors = new ConnectorCache(super.createConnectorFactory(identity), trustedServices(auth, issuer));
  }

  /** False for an Authorization header that cannot be Teams', told without the network and without the body. */
  mayBeFromTeams(authorization: string | undefined): boolean {
    if (this.#auth.kind === 'none') return true;
    const expected = { issuer: this.#issuer, audience: this.#auth.appId, nowSeconds: Date.now() / 1000 };
    return couldBeFromTeams(authorization, expected);
  }

  /**
   * Throws Unauthorised for a caller who is not Teams and KeysUnavailable when that cannot be found out now. Other channels of the
   * same bot registration (Web Chat is on by default) are refused: there a caller writes any object id into the activity.
   */
  override async authenticateRequest(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    if (this.#auth.kind !== 'none' && activity.channelId !== CHANNEL) throw new Unauthorised('not from Teams');
    if (!this.mayBeFromTeams(authorization)) throw new Unauthorised('no usable token');
    try {
      const result = await super.authenticateRequest(activity, authorization);
      return { ...result, connectorFactory: this.#connectors };
    } catch (error) {
      if (error instanceof KeysUnavailable) throw error;
      throw new Unauthorised('the token was not accepted', { cause: error });
    }
  }

  override createConnectorFactory(_identity: ClaimsIdentity): ConnectorFactory {
    return this.#connectors;
  }

  /** botbuilder asks for one in every turn; the bot signs nobody in, so one for all is enough. */
  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#userTokenClient ??= super.createUserTokenClient(identity);
    return this.#userTokenClient;
  }

  get connectors(): ConnectorCache {
    return this.#connectors;
  }
}

export function appIdOf(auth: AuthConfig): string {
  return auth.kind === 'none' ? '' : auth.appId;
}

function trustedServices(auth: AuthConfig, issuer: TokenIssuer): TrustedServices {
  return auth.kind === 'none' || issuer.kind === 'this-machine' ? 'this-machine' : 'microsoft';
}

function metadataUrlOf(issuer: TokenIssuer): string {
  if (issuer.kind === 'this-machine') return issuer.openIdMetadataUrl;
  return AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl;
}

function botbuilderSettings(auth: AuthConfig, issuer: TokenIssuer): Record<string, string> {
  return { ...credentials(auth), ...(issuer.kind === 'this-machine' ? localCloud(issuer) : {}) };
}

function credentials(auth: AuthConfig): Record<string, string> {
  switch (auth.kind) {
    case 'none':
      return {};
    case 'single-tenant':
      return {
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppId: auth.appId,
        MicrosoftAppTenantId: auth.tenantId,
        MicrosoftAppPassword: auth.password,
      };
    case 'managed-identity':
      return {
        MicrosoftAppType: 'UserAssignedMsi',
        MicrosoftAppId: auth.appId,
        MicrosoftAppTenantId: auth.tenantId,
      };
    default:
      return auth satisfies never;
  }
}

/** botbuilder takes all addresses of a cloud or none. */
function localCloud({ openIdMetadataUrl, issuer }: TokenIssuer & { kind: 'this-machine' }): Record<string, string> {
  return {
    ToChannelFromBotLoginUrl: AuthenticationConstants.ToChannelFromBotLoginUrl,
    ToChannelFromBotOAuthScope: AuthenticationConstants.ToChannelFromBotOAuthScope,
    ToBotFromChannelTokenIssuer: issuer,
    OAuthUrl: AuthenticationConstants.OAuthUrl,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadataUrl,
    ToBotFromEmulatorOpenIdMetadataUrl: openIdMetadataUrl,
    CallerId: 'urn:botframework:azure',
  };
}

/**
 * botbuilder fetches the keys once per parallel request, without a deadline, and has no setting for another source; its own cache of
 * sources by address is the one place to put ours.
 */
function useSigningKeys(metadataUrl: string): void {
  const sources: unknown = Reflect.get(JwtTokenExtractor, 'openIdMetadataCache');
  if (!(sources instanceof Map))
    throw new Error('botframework-connector keeps its signing keys elsewhere than in 4.23');
  if (!sources.has(metadataUrl)) sources.set(metadataUrl, createSigningKeys(metadataUrl));
}
