import { CORRECTABLE_FIELDS, type Shape } from '../../src/corrections/domain/fields.js';
import { DeclarationBody } from '../../src/declarations/reading/declarations.dto.js';
import { COLUMNS } from '../../src/imports/domain/columns.js';
import { fieldName } from '../../src/messages/field-names.js';
import { fieldsOf } from '../../src/platform/http/shapes/field-shape.js';

/** What a file has no column for, and why. */
const NOT_IN_FILES: Readonly<Record<string, string>> = {
  'principal.idType': 'the number shows it',
  'containers.goodsLines': 'the rows of the container say it',
  'freight.currency': 'files give charges in the currency of the declaration',
  'insurance.currency': 'files give charges in the currency of the declaration',
  'otherCharges.currency': 'files give charges in the currency of the declaration',
  'documents.code': 'a list of its own: of several rows, which would repeat it?',
  'documents.number': 'a list of its own: of several rows, which would repeat it?',
};

/** The fields of a declaration, each by its path; those of its lists without a position. */
const pathsOf = (shape: Shape): string[] =>
  Object.entries(Array.isArray(shape) ? (shape[0] as object) : shape).flatMap(([name, inner]: [string, Shape]) =>
    inner === true ? [name] : pathsOf(inner).map((path) => `${name}.${path}`),
  );
const FIELDS = pathsOf(CORRECTABLE_FIELDS);

const takenBy = (type: new () => object): string[] =>
  [...fieldsOf(type)].flatMap(([name, { nested }]) =>
    nested ? takenBy(nested.type()).map((path) => `${name}.${path}`) : [name],
  );

/** Columns of containers hold fields of their visits, too. */
const columns = COLUMNS.map(({ level, path }) => {
  const list = { header: '', goods: 'goods.', container: 'containers.' }[level];
  return `${list}${path.replaceAll('/', '.')}`;
});

describe('every field of a declaration', () => {
  it('is taken by the API, and no other', () => {
    expect(takenBy(DeclarationBody).sort()).toEqual(['reference', 'market', ...FIELDS].sort());
  });

  it('has a name', () => {
    expect(FIELDS.filter((path) => fieldName(path, 'zh') === null)).toEqual([]);
  });

  it('has a column in files, or a reason for none', () => {
    expect(FIELDS.filter((path) => !columns.includes(path))).toEqual(expect.arrayContaining(Object.keys(NOT_IN_FILES)));
    expect(FIELDS.filter((path) => !columns.includes(path) && !(path in NOT_IN_FILES))).toEqual([]);
  });
});
