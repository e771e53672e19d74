import type { GoodsField } from './rows';

/** What is wrong, or deserves a look, in a cell or (without a field) in a line, in the words of the service. */
export interface GridFinding {
  readonly row: number;
  readonly field: GoodsField | null;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly remedy: string | null;
}

/** A code that answers what was typed. */
export interface CodeChoice {
  readonly code: string;
  readonly name: string;
  /** Units of a commodity code, or another short remark. */
  readonly note?: string;
  readonly flags?: readonly ('inspection' | 'exportDuty' | 'ineligible')[];
  readonly lastUsedOn?: string | null;
}

/** How the grid asks for codes; the page answers from the API. */
export type FindCodes = (
  table: 'hs-code' | 'unit' | 'country' | 'domestic-area',
  typed: string,
  signal: AbortSignal,
) => Promise<readonly CodeChoice[]>;
