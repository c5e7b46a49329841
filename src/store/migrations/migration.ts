/** How a dialect spells the column types that differ. */
export interface ColumnTypes {
  /** Text compared byte by byte: the order of instants and ids must not depend on a locale. */
  readonly text: string;
  readonly bytes: string;
  readonly milliseconds: string;
  /** A number that counts up by itself, as primary key. */
  readonly counter: string;
}

/** One step of the schema. Once published it never changes; a later change is a new migration. */
export interface Migration {
  readonly name: string;
  readonly statements: (types: ColumnTypes) => readonly string[];
}
