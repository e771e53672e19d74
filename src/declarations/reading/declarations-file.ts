import type { ListColumn } from '../../platform/http/list-files.js';
import type { TableRow } from '../../platform/files/table.js';
import type { ListedDeclaration } from './declarations.query.js';

type Cell = string | number | null;
type Column = ListColumn & { readonly of: (declaration: ListedDeclaration) => Cell | undefined };

const text = (name: string, of: Column['of']): Column => ({ name, type: 'text', of });
const count = (name: string, of: Column['of']): Column => ({ name, type: 'integer', of });
const decimal = (name: string, of: Column['of']): Column => ({ name, type: 'decimal', of });
const instants = ['filedAt', 'acceptedAt', 'releasedAt', 'returnedAt', 'cancelledAt', 'closedAt', 'createdAt'] as const;

/** The columns of the list as a file, by the names that the fields have in JSON. */
const COLUMNS: readonly Column[] = [
  text('id', ({ id }) => id),
  text('reference', ({ reference }) => reference),
  text('entryId', ({ entryId }) => entryId),
  text('status', ({ status }) => status),
  text('market', ({ market }) => market),
  text('brokerName', ({ brokerName }) => brokerName),
  text('declaredOn', ({ declaredOn }) => declaredOn),
  text('customsOffice', ({ customsOffice }) => customsOffice),
  text('exitOffice', ({ exitOffice }) => exitOffice),
  text('consignor', ({ consignor }) => consignor?.name),
  text('buyer', ({ buyer }) => buyer?.name),
  text('buyerCountry', ({ buyer }) => buyer?.country),
  text('billOfLading', ({ billOfLading }) => billOfLading),
  text('currency', ({ currency }) => currency),
  decimal('declared', ({ totals }) => totals?.declared),
  decimal('usd', ({ totals }) => totals?.usd),
  decimal('cny', ({ totals }) => totals?.cny),
  decimal('fobUsd', ({ totals }) => totals?.fobUsd),
  decimal('fobCny', ({ totals }) => totals?.fobCny),
  count('goodsLines', ({ counts }) => counts.goodsLines),
  count('items', ({ counts }) => counts.items),
  count('containers', ({ counts }) => counts.containers),
  count('errors', ({ counts }) => counts.errors),
  count('warnings', ({ counts }) => counts.warnings),
  text('nextActor', ({ next }) => next.actor),
  text('nextText', ({ next }) => next.text),
  text('nextDueAt', ({ next }) => next.dueAt),
  ...instants.map((name) => text(name, (declaration) => declaration[name])),
];
const LANE = text('lane', ({ lane }) => lane?.colour);

/** The columns for somebody who sees lanes, or not. */
export const declarationColumns = (withLanes: boolean): readonly Column[] => [...COLUMNS, ...(withLanes ? [LANE] : [])];

export const declarationCells = (columns: readonly Column[], declaration: ListedDeclaration): TableRow =>
  columns.map(({ of }) => of(declaration) ?? null);
