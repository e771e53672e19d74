/** Where a column's cells belong: once a declaration, once a container, or once a goods line. */
export type ColumnLevel = 'header' | 'container' | 'goods';

/** How the cells of a column are read. */
export type CellKind =
  | 'name'
  /** A number or code without a table: a spreadsheet may have turned it into scientific notation, which loses digits. */
  | 'identifier'
  | 'code'
  | 'integer'
  | 'decimal'
  | 'day'
  | 'yes-no'
  | 'country'
  | 'currency'
  | 'unit'
  | 'office'
  | 'hs-code'
  | 'transport-mode'
  | 'package-type'
  | 'exit-port'
  | 'area'
  | 'trade-terms'
  | 'charge-mark'
  | 'instant';

export interface Column {
  /** English header name; also the name in errors where the file has no such column. */
  readonly name: string;
  /** 中文表头. */
  readonly chinese: string;
  readonly level: ColumnLevel;
  /** Path in the declaration (header), in a goods line (goods), or in a container's visit (container). */
  readonly path: string;
  readonly as: CellKind;
  /** Other headers people give it. */
  readonly aliases: readonly string[];
}
