import { readdirSync, readFileSync } from 'node:fs';
import type { AgreementTerms } from '../domain/agreement/agreement.ts';
import { CommonRules, type CourseRules, Programme } from '../domain/programme.ts';

/** The programmes as versioned data. Asking for one that is not there is a bug or a lost file, and throws. */
export interface Programmes {
  /** What all programmes share, newest version. */
  readonly common: CommonRules;
  /** The version that a course has pinned. */
  get(id: string, version: number): Programme;
  /** The newest version: what a course opened today gets. */
  latest(id: string): Programme;
  /** The newest version of each programme, by its letter. */
  all(): readonly Programme[];
  /** The rules of one course: its pinned programme, and the agreement's own contact rhythm where it has one (A16). */
  rulesFor(
    pinned: { readonly id: string; readonly version: number },
    terms: Pick<AgreementTerms, 'contactEveryDays'>,
  ): CourseRules;
}

/** A data file is wrong: the message names the file and what is wrong in it. */
class ProgrammeError extends Error {
  override readonly name = 'ProgrammeError';
}

interface DataFile {
  readonly name: string;
  readonly id: string;
  readonly version: number;
  readonly data: unknown;
}

/** Reads and checks every programme file once, at the start (architecture.md). */
export function loadProgrammes(directory: URL = new URL('./', import.meta.url)): Programmes {
  const files = readFiles(directory);
  const common = newest(files.filter((f) => f.id === 'common').map((f) => parse(CommonRules, f)));
  if (common === undefined) throw new ProgrammeError('there is no common.v<n>.json');
  return programmesOf(files.filter((f) => f.id !== 'common').map(programmeFrom), common);
}

function programmesOf(versions: readonly Programme[], common: CommonRules): Programmes {
  const get = (id: string, version: number): Programme => {
    const found = versions.find((p) => p.id === id && p.version === version);
    if (found === undefined) throw new ProgrammeError(`there is no programme ${id}, version ${version}`);
    return found;
  };
  const latest = (id: string): Programme => {
    const found = newest(versions.filter((p) => p.id === id));
    if (found === undefined) throw new ProgrammeError(`there is no programme ${id}`);
    return found;
  };
  return {
    common,
    get,
    latest,
    all: () => [...new Set(versions.map((p) => p.id))].map(latest).sort((a, b) => a.letter.localeCompare(b.letter)),
    rulesFor: (pinned, terms) => {
      const programme = get(pinned.id, pinned.version);
      return { programme, common, contactEveryDays: terms.contactEveryDays ?? programme.contact.everyDays };
    },
  };
}

function newest<T extends { readonly version: number }>(versions: readonly T[]): T | undefined {
  return [...versions].sort((a, b) => a.version - b.version).at(-1);
}

/** `<id>.v<version>.json`; what stands inside must say the same. */
function readFiles(directory: URL): readonly DataFile[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const [, id, version] = /^([a-z0-9]+)\.v(\d+)\.json$/.exec(name) ?? [];
      if (id === undefined) throw new ProgrammeError(`${name}: a programme file is called <id>.v<version>.json`);
      return { name, id, version: Number(version), data: readJson(directory, name) };
    });
}

function readJson(directory: URL, name: string): unknown {
  try {
    return JSON.parse(readFileSync(new URL(name, directory), 'utf8'));
  } catch (cause) {
    throw new ProgrammeError(`${name}: not readable as JSON`, { cause });
  }
}

function programmeFrom(file: DataFile): Programme {
  const programme = parse(Programme, file);
  const steps = programme.steps.map((s) => s.id);
  if (programme.id !== file.id) throw new ProgrammeError(`${file.name}: holds programme ${programme.id}`);
  if (new Set(steps).size < steps.length) throw new ProgrammeError(`${file.name}: two steps have the same id`);
  if (!['start', ...steps].includes(programme.contact.from)) {
    throw new ProgrammeError(`${file.name}: the contact rhythm starts with an unknown step ${programme.contact.from}`);
  }
  if (!['start', ...steps].includes(programme.firstEmployerContact.from)) {
    throw new ProgrammeError(
      `${file.name}: employers are contacted from an unknown step ${programme.firstEmployerContact.from}`,
    );
  }
  if (programme.dropOutTo !== null && !steps.includes(programme.dropOutTo)) {
    throw new ProgrammeError(`${file.name}: a drop-out goes back to an unknown step ${programme.dropOutTo}`);
  }
  return programme;
}

/** Parses one file with the schema of its kind. */
function parse<T extends { readonly version: number }>(schema: Schema<T>, file: DataFile): T {
  const result = schema.safeParse(file.data);
  if (!result.success) {
    const where = result.error.issues.map((i) => `${i.path.map(String).join('.')} (${i.message})`);
    throw new ProgrammeError(`${file.name}: ${where.join(', ')}`);
  }
  if (result.data.version !== file.version)
    throw new ProgrammeError(`${file.name}: holds version ${result.data.version}`);
  return result.data;
}

interface Schema<T> {
  safeParse(
    data: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
}
