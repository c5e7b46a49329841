import { z } from 'zod';

/** Who calls the bot, and as whom the bot calls Teams. Without authentication the bot listens on loopback only. */
export type AuthConfig =
  | { readonly kind: 'none' }
  | { readonly kind: 'single-tenant'; readonly appId: string; readonly tenantId: string; readonly password: string }
  | { readonly kind: 'managed-identity'; readonly appId: string; readonly tenantId: string };

export type DatabaseConfig =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string };

export interface Config {
  readonly auth: AuthConfig;
  readonly database: DatabaseConfig;
  readonly host: string;
  readonly port: number;
  /** The first administrator: the Entra tenant and object id of a person. */
  readonly admin: { readonly tenantId: string; readonly objectId: string };
  /** 32 bytes that wrap every person's key; never in the database, never in a log. */
  readonly masterKey: Buffer;
  /** Tenants whose people count; the administrator's own is always among them. */
  readonly tenants: ReadonlySet<string>;
  readonly logLevel: z.infer<typeof LogLevel>;
  /** How long a stop waits for the turns in flight. */
  readonly shutdownMs: number;
  /** A folder of consent texts that replace the common ones, with a folder for each agreement's own (K10). */
  readonly consentTexts?: string | undefined;
}

/** The environment is wrong: `message` names every wrong variable and never its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Env = Readonly<Record<string, string | undefined>>;

const Guid = (what: string) => z.guid({ error: `must be ${what}, a GUID` }).transform((id) => id.toLowerCase());
const secret = z.string({ error: 'must be the password of the bot’s app registration' });

const Auth = z.discriminatedUnion(
  'BOT_AUTH',
  [
    z.object({ BOT_AUTH: z.literal('none') }),
    z.object({
      BOT_AUTH: z.literal('single-tenant'),
      BOT_ID: Guid('the application id of the bot'),
      BOT_TENANT_ID: Guid('the tenant of the bot’s app registration'),
      BOT_PASSWORD: secret,
    }),
    z.object({
      BOT_AUTH: z.literal('managed-identity'),
      BOT_ID: Guid('the client id of the managed identity'),
      BOT_TENANT_ID: Guid('the tenant of the managed identity'),
      BOT_PASSWORD: z.undefined({ error: 'must not be set with a managed identity' }),
    }),
  ],
  { error: 'must be single-tenant, managed-identity, or (on this machine only) none' },
);

const Database = z.object({
  DATABASE_FILE: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .refine(URL.canParse, 'must be an address such as postgres://user:password@host:5432/database')
    .optional(),
});

const LogLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
  error: 'must be fatal, error, warn, info, debug, trace or silent',
});

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, `must be a whole number from ${from} to ${to}`)
    .transform(Number)
    .refine((value) => value >= from && value <= to, `must be a whole number from ${from} to ${to}`);

const MasterKey = z
  .base64({ error: masterKeyHelp() })
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32 && new Set(key).size > 1, masterKeyHelp());

const General = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(3978),
  TRINVIS_ADMIN: z
    .string({ error: 'must be <tenant>:<objectId> of the first administrator' })
    .regex(/^[\w.-]{1,100}:[\w.-]{1,100}$/, 'must be <tenant>:<objectId> of the first administrator')
    .transform((pair) => {
      const [tenantId = '', objectId = ''] = pair.split(':').map(normaliseId);
      return { tenantId, objectId };
    }),
  TRINVIS_MASTER_KEY: MasterKey,
  TRINVIS_TENANTS: z
    .string()
    .regex(/^[\w.-]{1,100}(\s*,\s*[\w.-]{1,100})*$/, 'must be tenant ids, separated by commas')
    .transform((list) => list.split(',').map((id) => normaliseId(id.trim())))
    .default([]),
  LOG_LEVEL: LogLevel.default('info'),
  SHUTDOWN_SECONDS: wholeNumber(1, 600).default(25),
  CONSENT_TEXTS: z.string().optional(),
});

/** What only `npm run admin` reads. */
const Admin = z.object({
  TRINVIS_NEW_KEY: MasterKey.optional(),
  TRINVIS_RETENTION: z
    .string()
    .regex(/^P\d{1,5}D$/, 'must be a number of days such as P1825D')
    .default('P1825D')
    .transform((code) => Number(code.slice(1, -1))),
});

/** Every variable that is read; `.env.example` explains each. */
export const CONFIG_VARIABLES: readonly string[] = [
  ...new Set([...Auth.options, Database, General].flatMap((schema) => Object.keys(schema.shape))),
];

/**
 * Reads the configuration once. Throws a ConfigError with one message that names each wrong variable; an empty variable counts as
 * not set.
 */
export function readConfig(env: Env = process.env): Config {
  const set = setVariables(env, CONFIG_VARIABLES);
  const auth = Auth.safeParse(set);
  const database = Database.safeParse(set);
  const general = General.safeParse(set);
  const problems = [auth, database, general].flatMap(({ error }) => error?.issues.map(describe) ?? []);
  problems.push(...contradictions(set));
  if (!(auth.success && database.success && general.success) || problems.length > 0) {
    throw badConfig(problems);
  }
  const { TRINVIS_ADMIN: admin, TRINVIS_TENANTS: tenants } = general.data;
  return {
    auth: authConfig(auth.data),
    database: databaseConfig(database.data),
    host: general.data.HOST,
    port: general.data.PORT,
    admin,
    masterKey: general.data.TRINVIS_MASTER_KEY,
    tenants: new Set([admin.tenantId, ...tenants]),
    logLevel: general.data.LOG_LEVEL,
    shutdownMs: general.data.SHUTDOWN_SECONDS * 1000,
    consentTexts: general.data.CONSENT_TEXTS,
  };
}

/** What `npm run admin` reads beside those. */
export const ADMIN_VARIABLES: readonly string[] = Object.keys(Admin.shape);

/** The bot's configuration and what `npm run admin` needs beside it. */
export interface AdminConfig extends Config {
  /** The key that `rotate-key` puts the data under; null when it is not set. */
  readonly newMasterKey: Buffer | null;
  /** How long after the last course closed a citizen's record is kept (P5). */
  readonly retentionDays: number;
}

/** Reads the same configuration as the bot, and the administrator's own. Throws a ConfigError that names each wrong variable. */
export function readAdminConfig(env: Env = process.env): AdminConfig {
  const config = readConfig(env);
  const admin = Admin.safeParse(setVariables(env, ADMIN_VARIABLES));
  if (!admin.success) throw badConfig(admin.error.issues.map(describe));
  const { TRINVIS_NEW_KEY: newMasterKey = null, TRINVIS_RETENTION: retentionDays } = admin.data;
  return { ...config, newMasterKey, retentionDays };
}

/** An empty variable counts as not set. */
function setVariables(env: Env, names: readonly string[]): Env {
  return Object.fromEntries(names.map((name) => [name, env[name]?.trim() || undefined]));
}

function badConfig(problems: readonly string[]): ConfigError {
  return new ConfigError(
    `Trinvis cannot start with this configuration:\n${problems.map((line) => `- ${line}`).join('\n')}`,
  );
}

/** True for an address that only this machine reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

function contradictions(set: Env): string[] {
  const problems: string[] = [];
  if (set.BOT_AUTH === 'none' && !isLoopback(set.HOST ?? '127.0.0.1')) {
    problems.push('HOST: must be 127.0.0.1, ::1 or localhost while BOT_AUTH is none');
  }
  if (set.DATABASE_FILE && set.DATABASE_URL) {
    problems.push('DATABASE_FILE: must not be set together with DATABASE_URL');
  }
  return problems;
}

function authConfig(auth: z.infer<typeof Auth>): AuthConfig {
  switch (auth.BOT_AUTH) {
    case 'none':
      return { kind: 'none' };
    case 'single-tenant':
      return { kind: 'single-tenant', appId: auth.BOT_ID, tenantId: auth.BOT_TENANT_ID, password: auth.BOT_PASSWORD };
    case 'managed-identity':
      return { kind: 'managed-identity', appId: auth.BOT_ID, tenantId: auth.BOT_TENANT_ID };
    default:
      return auth satisfies never;
  }
}

function databaseConfig({ DATABASE_URL: url, DATABASE_FILE: file }: z.infer<typeof Database>): DatabaseConfig {
  return url ? { kind: 'postgres', url } : { kind: 'sqlite', file: file ?? 'data/trinvis.db' };
}

function describe(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')}: ${issue.message}`;
}

/** Entra writes ids in lower case; a person copying one may not. */
function normaliseId(id: string): string {
  return z.guid().safeParse(id).success ? id.toLowerCase() : id;
}

function masterKeyHelp(): string {
  return 'must be 32 random bytes in base64; make one with: openssl rand -base64 32';
}

/** The environment as it is, with some variables over it: for a child process. */
export function inheritedEnvironment(over: Readonly<Record<string, string>>): Env {
  return { ...process.env, ...over };
}

/** Whether a window could be opened on this machine: always on Windows and macOS, elsewhere where a display is named. */
export function hasDisplay(env: Env = process.env): boolean {
  const alwaysHas = process.platform === 'win32' || process.platform === 'darwin';
  return alwaysHas || Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY);
}
