import fc from 'fast-check';
import { rfc8785Json } from './canonical.js';
import {
  type CanonicalEntry,
  entryDigest,
  GENESIS,
  hashOf,
  packedDigests,
  sealOver,
  unpackedDigests,
} from './chain.js';
import { faultOfEntries, faultOfSeal, type PlacedEntry } from './check-seals.js';
import { maskedPersonal } from './masked.js';

/** The examples of RFC 8785: one of its section 3.2.2, and the order of names of 3.2.3. */
describe('the canonical form', () => {
  it.each([
    [
      { numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001], literals: [null, true, false] },
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
    ],
    [
      {
        '\u20ac': 'Euro',
        '\r': 'CR',
        '\ufb33': 'Dalet',
        '1': 'One',
        '\ud83d\ude00': 'Smiley',
        '\u0080': 'C',
        '\u00f6': 'o',
      },
      '{"\\r":"CR","1":"One","\u0080":"C","\u00f6":"o","\u20ac":"Euro","\ud83d\ude00":"Smiley","\ufb33":"Dalet"}',
    ],
    [{ b: undefined, a: '纱"\n' }, '{"a":"纱\\"\\n"}'],
  ])('is that of RFC 8785: %j', (value, expected) => expect(rfc8785Json(value)).toBe(expected));

  it('does not depend on the order of members', () =>
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        const turned = Object.fromEntries(Object.entries(record).reverse());
        expect(rfc8785Json(turned)).toBe(rfc8785Json(record));
        expect(JSON.parse(rfc8785Json(record))).toEqual(JSON.parse(JSON.stringify(record)));
      }),
    ));
});

const entry = (n: number): CanonicalEntry => ({
  ...{ id: `019a95e2-4c00-7000-8000-00000000000${n}`, at: '2026-11-18T02:00:00.000000Z' },
  ...{ action: 'a', subjectId: String(n) },
});
const entries = [1, 2, 3].map(entry);
const seal = sealOver({
  number: 1,
  sealedAt: '2026-11-18T02:00:10.000Z',
  digests: entries.map(entryDigest),
  previous: GENESIS,
});
const BEFORE = { number: 0, hash: GENESIS };
const placed = (list: readonly (CanonicalEntry | null)[]): PlacedEntry[] =>
  list.map((each) => ({ id: each?.id ?? null, entry: each }));

function faultOf(list: readonly (CanonicalEntry | null)[]) {
  const steps = faultOfEntries(seal, placed(list));
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('a seal', () => {
  it('has the hash that another program computes by the decision', () =>
    // sha256sum of the canonical JSON, by hand.
    expect([entryDigest(entry(1)), seal.hash]).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/),
      hashOf({ number: 1, sealedAt: seal.sealedAt, digests: seal.digests, previous: GENESIS }),
    ]));

  it('holds what was sealed', () => expect([faultOfSeal(seal, BEFORE), faultOf(entries)]).toEqual([null, null]));

  it.each<[string, (CanonicalEntry | null)[], string]>([
    ['an entry that says something else', [entry(1), { ...entry(2), action: 'b' }, entry(3)], 'entry-edited'],
    ['an entry with one member more', [entry(1), { ...entry(2), after: {} }, entry(3)], 'entry-edited'],
    ['an entry that is gone', [entry(1), null, entry(3)], 'entry-deleted'],
    ['another order', [entry(2), entry(1), entry(3)], 'entries-reordered'],
    ['an entry more', [...entries, entry(4)], 'seal-edited'],
  ])('finds %s', (_, list, what) => expect(faultOf(list)).toMatchObject({ what }));

  it.each([
    ['its instant', { sealedAt: '2026-11-18T02:00:11.000Z' }, 'seal-edited'],
    ['what it follows', { previous: '1'.repeat(64) }, 'seal-edited'],
    ['its hash', { hash: '1'.repeat(64) }, 'seal-edited'],
    ['its number', { number: 3 }, 'seal-missing'],
  ])('finds that somebody has changed %s', (_, change, what) =>
    expect(faultOfSeal({ ...seal, ...change }, BEFORE)).toMatchObject({ what }),
  );

  it('stores digests and reads them again', () =>
    expect(unpackedDigests(packedDigests(seal.digests))).toEqual(seal.digests));
});

it.each<[unknown, unknown]>([
  [{ buyer: { name: 'A', documentNumber: 'P1234567' } }, { buyer: { name: 'A', documentNumber: '***67' } }],
  [{ principal: { idType: 'ID', id: '110101199003074514' } }, { principal: { idType: 'ID', id: '***14' } }],
  [{ principal: { id: '110101199003074514' } }, { principal: { id: '***14' } }],
  [
    { principal: { idType: 'USCC', id: '92000000MA0000001N' } },
    { principal: { idType: 'USCC', id: '92000000MA0000001N' } },
  ],
  [
    { '/buyer/documentNumber': 'P1234567', '/remarks': 'P1234567' },
    { '/buyer/documentNumber': '***67', '/remarks': 'P1234567' },
  ],
  [{ '/principal/id': '110101199003074514' }, { '/principal/id': '***14' }],
  [
    { fields: [{ pointer: '/buyer/documentNumber', value: 'P1234567', comment: 'c' }] },
    { fields: [{ pointer: '/buyer/documentNumber', value: '***67', comment: 'c' }] },
  ],
  [
    { entryId: '290620260000000001', id: 'x' },
    { entryId: '290620260000000001', id: 'x' },
  ],
])('%j is recorded as %j', (value, expected) => expect(maskedPersonal(value)).toEqual(expected));
