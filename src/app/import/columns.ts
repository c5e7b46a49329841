/** What a line of the import says; the words above the columns stand in the locales under `admin.import.column`. */
export const IMPORT_COLUMNS = [
  'agreement',
  'programme',
  'name',
  'cpr',
  'referredOn',
  'source',
  'conference',
  'specialist',
  'clinician',
  'caseworker',
  'groupDecidedOn',
  'firstTalkOn',
  'ageReason',
  'startedOn',
  'stepOneOn',
  'lastContactOn',
  'consentForm',
  'signatureSeen',
  'clinicGivenOn',
  'clinicValidTo',
  'clinicEvidence',
  'journaledOn',
  'jobCentreGivenOn',
  'jobCentreValidTo',
  'jobCentreEvidence',
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/** Columns that every file has; a line may leave out the rest. */
export const NEEDED_COLUMNS: readonly ImportColumn[] = ['agreement', 'programme', 'name', 'cpr', 'referredOn'];

/** One line as it stands in the file; a column that is not there is empty. */
export interface CourseLine {
  /** Counted as an editor counts, the header being the first. */
  readonly line: number;
  readonly values: Readonly<Record<ImportColumn, string>>;
}

/** What became of a line. Sentences name columns, never what stood in them. */
export interface LineOutcome {
  readonly line: number;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  /** Null when there was a problem. */
  readonly alias: string | null;
}
