import type { GoodsField } from '../../../grid/rows';
import { GOODS_FIELDS } from '../../../grid/rows';
import type { GridFinding } from '../../../grid/types';
import type { SummaryEntry } from '../../../kit/fields/error-summary';

export interface FormFinding {
  readonly code: string;
  readonly pointer: string;
  readonly severity: string;
  readonly message: string;
  readonly remedy?: string | null;
}

const GOODS = /^\/goods\/(\d+)(?:\/(\w+))?/;

/** The place in the grid that a pointer names: `/goods/6/hsCode` is the seventh row. */
export function cellOf(pointer: string): { row: number; field: GoodsField | null } | null {
  const [, index, field] = GOODS.exec(pointer) ?? [];
  if (index === undefined) return null;
  const known = GOODS_FIELDS.find((one) => one === field) ?? null;
  return { row: Number.parseInt(index, 10), field: known };
}

const severityOf = ({ severity }: FormFinding): 'error' | 'warning' => (severity === 'error' ? 'error' : 'warning');

export const gridFindings = (findings: readonly FormFinding[]): GridFinding[] =>
  findings.flatMap((finding) => {
    const cell = cellOf(finding.pointer);
    const { message, remedy = null } = finding;
    return cell ? [{ ...cell, severity: severityOf(finding), message, remedy: remedy ?? null }] : [];
  });

/** What blocks, each in the words of the service; what only deserves a look where nothing blocks. `id` is the pointer, which leads to the field. */
export function summaryOf(findings: readonly FormFinding[], lineName: (line: number) => string): SummaryEntry[] {
  const errors = findings.filter((finding) => severityOf(finding) === 'error');
  return (errors.length > 0 ? errors : findings).map((finding) => {
    const cell = cellOf(finding.pointer);
    return {
      id: finding.pointer,
      text: cell ? `${lineName(cell.row + 1)}${finding.message}` : finding.message,
      remedy: finding.remedy ?? null,
      severity: severityOf(finding),
    };
  });
}

/** What is said of one field of the header, and of what lies in it. */
export function messagesAt(findings: readonly FormFinding[], ...pointers: string[]) {
  const here = findings.filter(({ pointer }) =>
    pointers.some((one) => pointer === one || pointer.startsWith(`${one}/`)),
  );
  return {
    errors: here.filter((finding) => severityOf(finding) === 'error').map(({ message }) => message),
    warnings: here.filter((finding) => severityOf(finding) === 'warning').map(({ message }) => message),
  };
}
