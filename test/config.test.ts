import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ADMIN_VARIABLES, CONFIG_VARIABLES, ConfigError, readAdminConfig, readConfig } from '../src/config.ts';

const tenant = '0f6c1d3e-1111-4222-8333-444455556666';
const person = '0f6c1d3e-aaaa-4bbb-8ccc-ddddeeeeffff';
const key = Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('base64');
const good = {
  BOT_AUTH: 'single-tenant',
  BOT_ID: person,
  BOT_TENANT_ID: tenant,
  BOT_PASSWORD: 'hunter2',
  TRINVIS_ADMIN: `${tenant}:${person}`,
  TRINVIS_MASTER_KEY: key,
};

function problemOf(env: Record<string, string | undefined>): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('configuration', () => {
  test('a complete environment becomes a configuration with unions for its modes', () => {
    expect(readConfig(good)).toEqual({
      auth: { kind: 'single-tenant', appId: person, tenantId: tenant, password: 'hunter2' },
      database: { kind: 'sqlite', file: 'data/trinvis.db' },
      host: '127.0.0.1',
      port: 3978,
      admin: { tenantId: tenant, objectId: person },
      masterKey: Buffer.from(key, 'base64'),
      tenants: new Set([tenant]),
      logLevel: 'info',
      shutdownMs: 25_000,
    });
  });

  test('DATABASE_URL chooses PostgreSQL, and an empty variable counts as not set', () => {
    const url = 'postgres://trinvis:x@localhost/trinvis';
    expect(readConfig({ ...good, DATABASE_URL: url, DATABASE_FILE: ' ' }).database).toEqual({ kind: 'postgres', url });
    expect(problemOf({ ...good, DATABASE_URL: url, DATABASE_FILE: 'a.db' })).toContain('DATABASE_FILE');
    expect(problemOf({ ...good, DATABASE_URL: 'mysql://x' })).toContain('DATABASE_URL');
  });

  test('one message names every wrong variable, and no value', () => {
    const message = problemOf({
      BOT_AUTH: 'single-tenant',
      BOT_ID: 'secret-looking',
      BOT_PASSWORD: 'hunter2',
      HOST: '0.0.0.0',
      PORT: '70000',
      LOG_LEVEL: 'loud',
      SHUTDOWN_SECONDS: '-1',
      DATABASE_URL: 'hunter2',
      TRINVIS_ADMIN: 'nobody',
      TRINVIS_MASTER_KEY: 'c2hvcnQ=',
      TRINVIS_TENANTS: 'a;b',
    });
    for (const name of CONFIG_VARIABLES) {
      const wrong = !['BOT_AUTH', 'BOT_PASSWORD', 'HOST', 'DATABASE_FILE', 'CONSENT_TEXTS'].includes(name);
      expect(`${name} ${message.includes(`- ${name}: `)}`).toBe(`${name} ${wrong}`);
    }
    expect(message).not.toMatch(/hunter2|secret-looking|c2hvcnQ|70000/);
  });

  test('the way of authentication is never assumed', () => {
    expect(problemOf({ ...good, BOT_AUTH: undefined })).toContain('BOT_AUTH: must be single-tenant');
    expect(problemOf({ ...good, BOT_AUTH: 'multi-tenant' })).toContain('BOT_AUTH');
  });

  test('no authentication is accepted on loopback only', () => {
    for (const HOST of ['127.0.0.1', '127.8.8.8', '::1', 'localhost', undefined]) {
      expect(readConfig({ ...good, BOT_AUTH: 'none', HOST }).auth).toEqual({ kind: 'none' });
    }
    for (const HOST of ['0.0.0.0', '::', '10.0.0.4', 'localhost.example.org', '127.0.0.1.example.org']) {
      expect(problemOf({ ...good, BOT_AUTH: 'none', HOST })).toContain('HOST');
    }
    expect(readConfig({ ...good, HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
  });

  test('a managed identity has no password', () => {
    const msi = { ...good, BOT_AUTH: 'managed-identity', BOT_PASSWORD: undefined };
    expect(readConfig(msi).auth).toEqual({ kind: 'managed-identity', appId: person, tenantId: tenant });
    expect(problemOf({ ...msi, BOT_PASSWORD: 'x' })).toContain('BOT_PASSWORD');
    expect(problemOf({ ...good, BOT_PASSWORD: undefined })).toContain('BOT_PASSWORD');
  });

  test('the master key is 32 bytes, not a placeholder, and the message says how to make one', () => {
    for (const bad of [
      undefined,
      'x',
      Buffer.alloc(32).toString('base64'),
      Buffer.alloc(31, 'ab').toString('base64'),
    ]) {
      expect(problemOf({ ...good, TRINVIS_MASTER_KEY: bad })).toContain('openssl rand -base64 32');
    }
  });

  test('listed tenants count, and the administrator’s always does', () => {
    const other = '11111111-2222-4333-8444-555555555555';
    const config = readConfig({ ...good, TRINVIS_TENANTS: ` ${other.toUpperCase()} , contoso.example ` });
    expect([...config.tenants]).toEqual([tenant, other, 'contoso.example']);
    const shouting = readConfig({ ...good, TRINVIS_ADMIN: `${tenant}:${person}`.toUpperCase() });
    expect(shouting.admin).toEqual({ tenantId: tenant, objectId: person });
  });

  test('P5: a record is kept 1825 days after the last course closed, unless the controller says otherwise', () => {
    expect(readAdminConfig(good)).toMatchObject({ retentionDays: 1825, newMasterKey: null });
    expect(readAdminConfig({ ...good, TRINVIS_RETENTION: 'P730D' }).retentionDays).toBe(730);
    for (const TRINVIS_RETENTION of ['5 år', 'P5Y', '1825', 'PD', '-P1D']) {
      expect(() => readAdminConfig({ ...good, TRINVIS_RETENTION })).toThrow(
        'TRINVIS_RETENTION: must be a number of days',
      );
    }
    expect(() => readAdminConfig({ ...good, TRINVIS_NEW_KEY: 'short' })).toThrow(
      'TRINVIS_NEW_KEY: must be 32 random bytes',
    );
  });

  test('.env.example names the variables that are read, each once, and starts no bot as it stands', () => {
    const lines = readFileSync('.env.example', 'utf8').split('\n');
    const pairs = lines.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split('=', 2));
    expect(pairs.map(([name]) => name).toSorted()).toEqual([...CONFIG_VARIABLES, ...ADMIN_VARIABLES].toSorted());
    expect(problemOf(Object.fromEntries(pairs))).toContain('TRINVIS_MASTER_KEY');
  });
});
