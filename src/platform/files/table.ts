/** What the cells of a column are. Decimals and days are text that is one; instants are RFC 3339. */
export type ColumnType = 'text' | 'integer' | 'decimal' | 'day' | 'instant';

export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Decimals at most, of a decimal. */
  readonly scale?: number;
  /** What a person calls it, and what it means. */
  readonly title: string;
  readonly about: string;
  /** What it is to a statistical exchange: part of the key, what is measured, or what is said about it. */
  readonly role: 'dimension' | 'measure' | 'attribute';
}

export type TableCell = string | number | null;
export type TableRow = readonly TableCell[];
/** Rows some at a time: some ten milliseconds of work. */
export type RowBatches = AsyncIterable<readonly TableRow[]>;

/** A line of what a file says about itself. */
export type FileStatement = readonly [label: string, value: string];

/** What a file says about itself before its rows are known. */
export interface TableHead {
  readonly title: string;
  readonly lang: 'zh' | 'en';
  readonly columns: readonly TableColumn[];
  readonly statements: readonly FileStatement[];
  /** When the figures were true; the same rows at the same instant give the same bytes. */
  readonly at: string;
}

/** What is known of the rows once all are written: how many, and the SHA-256 of them as CSV. */
export interface RowsWritten {
  readonly rows: number;
  readonly sha256: string;
}

export const isNumber = ({ type }: Pick<TableColumn, 'type'>): boolean => type === 'integer' || type === 'decimal';
