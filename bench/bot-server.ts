import { compose } from '../src/main.ts';

/** The bot as production composes it, on the database its parent made; the parent's clock is the real one. */
const [file = '', admin = ''] = process.argv.slice(2);
const [tenantId = '', objectId = ''] = admin.split(':');
const bot = await compose({
  auth: { kind: 'none' },
  database: { kind: 'sqlite', file },
  host: '127.0.0.1',
  port: 0,
  admin: { tenantId, objectId },
  masterKey: Buffer.from(new Uint8Array(32).map((_, i) => i + 1)),
  tenants: new Set([tenantId]),
  logLevel: 'silent',
  shutdownMs: 1000,
});
process.send?.({ url: bot.url });
