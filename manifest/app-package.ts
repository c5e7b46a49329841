import { readFileSync } from 'node:fs';
import appManifest, { type TeamsManifest } from '@microsoft/app-manifest';
import { strToU8, zipSync } from 'fflate';
import { z } from 'zod';

/** What differs from one installation to the next; parsed from the command line. */
export const PackageSettings = z.object({
  botId: z.guid('must be the bot registration’s id, a GUID').toLowerCase(),
  domain: z
    .string('is missing')
    .toLowerCase()
    .regex(
      /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
      'must be the bot’s host name alone, like trinvis.example.dk',
    ),
  infoUrl: z.url({ protocol: /^https$/, error: 'must be an https address' }).optional(),
});
export type PackageSettings = z.infer<typeof PackageSettings>;

/** The files that the package names, beside manifest.json itself. */
const OTHER_FILES = ['color.png', 'outline.png', 'en.json'] as const;
/** Zip entries carry a date; a fixed one makes the same input the same package. */
const PACKED_ON = '2026-01-01T00:00:00';

const Package = z.object({ version: z.string() });
const Patterns = z.record(z.string(), z.unknown()).default({});
const WithSchema = z.looseObject({ $schema: z.string() });

type ShippedSchema = Awaited<ReturnType<typeof appManifest.AppManifestUtils.fetchSchema>>;

/** manifest.json with its placeholders filled; the version is package.json's. */
export function fillManifest({ botId, domain, infoUrl }: PackageSettings): string {
  const { version } = Package.parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));
  const values: Record<string, string> = {
    BOT_ID: botId,
    BOT_DOMAIN: domain,
    INFO_URL: infoUrl ?? `https://${domain}`,
    VERSION: version,
  };
  return read('manifest.json')
    .toString('utf8')
    .replace(/\$\{\{([A-Z_]+)\}\}/g, (_match, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`manifest.json asks for ${name}, which nothing gives`);
      return JSON.stringify(value).slice(1, -1);
    });
}

/** What Microsoft's shipped schema says against a manifest or localisation file; empty when it is valid. Asks no network. */
export async function validateAgainstShippedSchema(json: string): Promise<string[]> {
  const parsed = WithSchema.parse(JSON.parse(json));
  const { AppManifestUtils } = appManifest;
  const schema = await AppManifestUtils.fetchSchema(parsed.$schema);
  // A localisation file is no manifest to the library's types, but it is checked by the same function against its own schema.
  return await AppManifestUtils.validateAgainstSchema(
    parsed as unknown as TeamsManifest,
    withoutBrokenPatterns(schema),
  );
}

/**
 * The localisation schema of 1.25 has a pattern (of activities, which we have none of) that is no valid expression, and the library stops
 * at it. Without the pattern such a key is refused like any unknown one.
 */
function withoutBrokenPatterns(schema: ShippedSchema): ShippedSchema {
  const patterns = Patterns.parse(schema.patternProperties);
  const sound = Object.entries(patterns).filter(([pattern]) => isExpression(pattern));
  return Object.assign(schema, { patternProperties: Object.fromEntries(sound) });
}

function isExpression(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    return false;
  }
}

/** The app package: a zip with everything at its root, as Teams wants it. Throws where the schema says no. */
export async function buildAppPackage(settings: PackageSettings): Promise<Uint8Array> {
  const manifest = fillManifest(settings);
  for (const json of [manifest, read('en.json').toString('utf8')]) {
    const problems = await validateAgainstShippedSchema(json);
    if (problems.length > 0) throw new Error(`The manifest is not valid:\n${problems.join('\n')}`);
  }
  const files = Object.fromEntries(OTHER_FILES.map((name) => [name, new Uint8Array(read(name))]));
  return zipSync({ 'manifest.json': strToU8(manifest), ...files }, { mtime: PACKED_ON });
}

function read(file: string): Buffer {
  return readFileSync(new URL(file, import.meta.url));
}
