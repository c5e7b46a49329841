import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { buildAppPackage, PackageSettings } from './app-package.ts';

const USAGE = `Use: npm run manifest -- --bot-id <guid> --domain <host> [--info-url <https address>] [--out <file>]
  --bot-id    the application (client) id of the bot registration
  --domain    the host name Teams reaches the bot at, like trinvis.example.dk
  --info-url  your organisation's page about the bot, its privacy and terms; https://<host> when left out
  --out       where the package goes; dist/trinvis.zip when left out`;
const FLAGS: Record<string, string> = { botId: '--bot-id', domain: '--domain', infoUrl: '--info-url' };

try {
  const { settings, out } = readArguments();
  const zip = await buildAppPackage(settings);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, zip);
  console.info(`Wrote ${out} (${zip.length} bytes) for bot ${settings.botId} at ${settings.domain}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function readArguments(): { settings: PackageSettings; out: string } {
  const text = { type: 'string' } as const;
  const options = { 'bot-id': text, domain: text, 'info-url': text, out: { ...text, default: 'dist/trinvis.zip' } };
  const { values } = orUsage(() => parseArgs({ options }));
  const parsed = PackageSettings.safeParse({
    botId: values['bot-id'],
    domain: values.domain,
    infoUrl: values['info-url'],
  });
  if (!parsed.success) throw new Error(`${describe(parsed.error)}\n${USAGE}`);
  return { settings: parsed.data, out: values.out };
}

/** parseArgs says what is wrong in its own words; the usage follows. */
function orUsage<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new Error(`${cause instanceof Error ? cause.message : String(cause)}\n${USAGE}`, { cause });
  }
}

function describe(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${FLAGS[String(path[0])]} ${message}`).join('\n');
}
