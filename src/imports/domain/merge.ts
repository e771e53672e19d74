import type { DeclarationInput, GoodsLine } from '../../declarations/domain/declaration.js';
import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';
import type { Layout } from './header.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a file says of a declaration that is there: for a column that the file does not have, what is stored stays as it is. Goods lines
 * are the same by their numbers; those that the file does not list are no longer there.
 */
export function leavingAsIs(said: DeclarationInput, stored: DeclarationInput, layout: Layout): DeclarationInput {
  const { goods: storedGoods = [], containers: storedContainers, ...storedHeader } = stored;
  const { goods = [], containers, ...header } = said;
  const goodsPaths = pathsOf(layout, 'goods');
  const byLine = new Map(storedGoods.map((line) => [line.line, line]));
  const usedContainers = layout.columns.container.some(([column]) => column.path === 'number')
    ? containers
    : storedContainers;
  return {
    ...header,
    ...headerLeft(header, storedHeader, pathsOf(layout, 'header')),
    goods: goods.map((line): GoodsLine => ({
      ...uncovered((byLine.get(line.line) ?? {}) as Fields, '', goodsPaths),
      ...line,
    })),
    ...(usedContainers && usedContainers.length > 0 ? { containers: usedContainers } : {}),
  };
}

const pathsOf = (layout: Layout, level: 'header' | 'goods'): ReadonlySet<string> =>
  new Set(layout.columns[level].map(([column]) => column.path));

const uncovered = (stored: Fields, prefix: string, paths: ReadonlySet<string>): Fields =>
  Object.fromEntries(Object.entries(stored).filter(([name]) => !paths.has(prefix + name)));

function headerLeft(said: Fields, stored: Fields, paths: ReadonlySet<string>): Fields {
  const left: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(stored)) {
    if (paths.has(name)) continue;
    const given = said[name];
    const hasColumns = [...paths].some((path) => path.startsWith(`${name}/`));
    if (!isFields(value) || !hasColumns) left[name] = value;
    else if (isFields(given))
      left[name] = { ...uncovered(value, `${name}/`, paths), ...given, ...idTypeLeft(given, value) };
  }
  return left;
}

/** Files have no column for the kind of a number: as long as the number is the same, its kind stays. */
const idTypeLeft = (said: Fields, stored: Fields): Fields =>
  'idType' in stored && (said['id'] ?? stored['id']) === stored['id'] ? { idType: stored['idType'] } : {};

const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const DIFFERENCES_MAX = 20;

/** Where a file and what is stored differ, with both values. */
export function changedMeanwhile(said: DeclarationInput, stored: DeclarationInput): Violation[] {
  const { goods: storedGoods = [], containers: storedContainers = [], ...storedHeader } = stored;
  const { goods = [], containers = [], ...header } = said;
  const byLine = new Map(storedGoods.map((line) => [line.line, line]));
  const listed = new Set(goods.map(({ line }) => line));
  const found = [
    ...different(header as Fields, storedHeader as Fields, []),
    ...goods.flatMap((line, index) =>
      different(line as Fields, (byLine.get(line.line) ?? {}) as Fields, ['goods', index]),
    ),
    ...storedGoods
      .filter(({ line }) => !listed.has(line))
      .map(({ line, name }) => changeAt('/goods', '', `${line ?? ''} ${name ?? ''}`.trim())),
    ...different({ containers: containersText(containers) }, { containers: containersText(storedContainers) }, []),
  ];
  return found.length > 0 ? found.slice(0, DIFFERENCES_MAX) : [changeAt('', '', '')];
}

const containersText = (containers: NonNullable<DeclarationInput['containers']>): string =>
  containers.map(({ number, goodsLines }) => (goodsLines ? `${number}: ${goodsLines.join(' ')}` : number)).join('; ');

function different(said: Fields, stored: Fields, at: readonly (string | number)[]): Violation[] {
  return [...new Set([...Object.keys(said), ...Object.keys(stored)])].flatMap((name) => {
    const [mine, theirs] = [said[name], stored[name]];
    if (isFields(mine) || isFields(theirs)) return different(asFields(mine), asFields(theirs), [...at, name]);
    return text(mine) === text(theirs) ? [] : [changeAt(pointer(...at, name), text(mine), text(theirs))];
  });
}

const asFields = (value: unknown): Fields => (isFields(value) ? value : {});
const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

const changeAt = (at: string, value: string, current: string): Violation =>
  violation('changed-meanwhile', at, { ...(value ? { value } : {}), ...(current ? { current } : {}) });
