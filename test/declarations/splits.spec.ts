import type { DeclarationInput } from '../../src/declarations/domain/declaration.js';
import { useOffice, type Who } from '../support/office.js';
import { exampleLine } from '../samples/example.js';
import { type Answer, declaration, drafted, etag, seen, startedTogether, submit } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';

/** One draft becomes several declarations, all of them or none. */
const office = useOffice({ at: '2021-12-28T04:00:00Z' });

beforeAll(() => putRates(office));

const partsOf = ({ reference }: { reference: string }, changes: Partial<DeclarationInput>[] = [{}, {}]) =>
  changes.map((change, index) =>
    declaration({
      ...{ reference: `${reference}/${index + 1}`, packages: 10, grossWeightKg: '520', netWeightKg: '500' },
      ...{ containers: [], goods: [exampleLine(index + 1)], ...change },
    }),
  );
const split = (draft: { id: string; revision: number }, parts: readonly object[], who: Who = 'brokerA', more = {}) =>
  office
    .as(who)
    .post(`/v1/declarations/${draft.id}/split`)
    .set('If-Match', etag(draft))
    .send({ parts, confirm: true, ...more });
const references = async () =>
  (await office.rows<{ reference: string }>('SELECT reference FROM declaration ORDER BY id')).map(
    ({ reference }) => reference,
  );

it('makes all parts and withdraws the draft; its id ties them', async () => {
  const draft = await drafted(office);
  const { body } = await split(draft, partsOf(draft)).expect(201);
  expect(body.splitGroup).toBe(draft.id);
  expect(body.parts).toMatchObject([
    { reference: `${draft.reference}/1`, status: 'draft', splitGroup: draft.id, totals: { usd: '1000.00' } },
    { reference: `${draft.reference}/2`, status: 'draft', splitGroup: draft.id },
  ]);
  await office.as('brokerA').get(`/v1/declarations/${draft.id}`).expect(404);
  const { body: list } = await office.as('brokerA').get(`/v1/declarations?splitGroup=${draft.id}`).expect(200);
  expect(list.items.map(({ id }: Answer) => id).sort()).toEqual(body.parts.map(({ id }: Answer) => id).sort());
  await submit(office, body.parts[0]).expect(200);
  expect((await seen(office, body.parts[0].id))['splitGroup']).toBe(draft.id);
  const [entry] = await office.rows<{ detail: Record<string, unknown>; before: object }>(
    "SELECT detail, before FROM audit_entry WHERE action = 'declaration.split' AND subject_id = $1",
    [draft.id],
  );
  expect(entry).toMatchObject({
    before: { reference: draft.reference },
    detail: { reference: draft.reference, parts: body.parts.map(({ id }: Answer) => id) },
  });
});

it('leaves the reference of the draft to a part', async () => {
  const draft = await drafted(office);
  const { body } = await split(draft, partsOf(draft, [{ reference: draft.reference }, {}])).expect(201);
  expect(body.parts[0].reference).toBe(draft.reference);
  expect(body.parts[0].id).not.toBe(draft.id);
});

it.each([
  ['a reference that is taken', 'taken'],
  ['one reference for two parts', 'twice'],
])('changes nothing for %s', async (_, how) => {
  const other = await drafted(office, { reference: `OTHER-${how}` });
  const draft = await drafted(office);
  const before = await references();
  const reference = how === 'taken' ? other.reference : `${draft.reference}/1`;
  const { body } = await split(draft, partsOf(draft, [{}, { reference }])).expect(409);
  expect(body.violations).toMatchObject([{ code: 'reference-taken', pointer: '/parts/1/reference' }]);
  expect(await references()).toEqual(before);
  expect((await seen(office, draft.id)).revision).toBe(draft.revision);
});

it('is one of two at once, and of two different drafts each its own', async () => {
  const draft = await drafted(office);
  const answers = await startedTogether(office, draft.id, [
    () => split(draft, partsOf(draft)),
    () => split(draft, partsOf(draft, [{ reference: `${draft.reference}/3` }, { reference: `${draft.reference}/4` }])),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 404]);
  expect((await references()).filter((each) => each.startsWith(`${draft.reference}/`))).toHaveLength(2);
});

it('asked again under its key answers the same', async () => {
  const draft = await drafted(office);
  const parts = partsOf(draft);
  const first = await split(draft, parts).set('Idempotency-Key', 'split-once').expect(201);
  const again = await split(draft, parts).set('Idempotency-Key', 'split-once').expect(201);
  expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
});

it('is for a draft, of the own firm, as it was read, and for at least two parts that are meant', async () => {
  const draft = await drafted(office);
  const parts = partsOf(draft);
  await split(draft, parts, 'brokerB').expect(404);
  await split({ ...draft, revision: 7 }, parts).expect(412);
  await office.as('brokerA').post(`/v1/declarations/${draft.id}/split`).send({ parts, confirm: true }).expect(428);
  const sent = (body: object) =>
    office.as('brokerA').post(`/v1/declarations/${draft.id}/split`).set('If-Match', etag(draft)).send(body).expect(400);
  expect((await sent({ parts, confirm: false })).body.violations).toMatchObject([{ pointer: '/confirm' }]);
  expect((await sent({ parts })).body.violations).toMatchObject([{ pointer: '/confirm' }]);
  const one = await sent({ parts: parts.slice(1), confirm: true });
  expect(one.body.violations).toMatchObject([{ code: 'array-too-short', pointer: '/parts' }]);
  const wrong = await sent({ parts: [parts[0], { ...parts[1], reference: 1 }], confirm: true });
  expect(wrong.body.violations).toMatchObject([{ code: 'type-wrong', pointer: '/parts/1/reference' }]);
  await submit(office, draft).expect(200);
  const { body } = await split(await seen(office, draft.id), parts).expect(409);
  expect(body.code).toBe('state-forbids');
});

describe('what the parts come to', () => {
  it('is refused where it is not what the draft says, with every line and difference', async () => {
    const draft = await drafted(office);
    const freight = { mark: 'total', value: '5.00' } as const;
    const parts = partsOf(draft, [
      { freight },
      { goods: [exampleLine(2, { totalPrice: '999.99' })], grossWeightKg: '500' },
    ]);
    const { body } = await split(draft, parts).expect(422);
    expect(body.code).toBe('split-differs');
    expect(body.violations).toMatchObject([
      {
        pointer: '/parts',
        message: 'Parts and draft differ in gross weight (kg): 1040 in the draft, 1020 in the parts.',
      },
      { pointer: '/parts/0/freight', message: expect.stringMatching(/^Parts and draft differ in freight/) },
      {
        pointer: '/parts/1/goods/0/totalPrice',
        message: 'Parts and draft differ in total price of goods line 2: 1000 in the draft, 999.99 in the parts.',
        remedy: expect.stringContaining('keep the line numbers of the draft'),
      },
    ]);
    expect((await seen(office, draft.id)).revision).toBe(draft.revision);
    expect(await references()).not.toContain(`${draft.reference}/1`);
  });

  it('may be something else where the request says so; the audit entry says what', async () => {
    const draft = await drafted(office);
    await split(draft, partsOf(draft, [{}, { goods: [] }])).expect(422);
    await split(draft, partsOf(draft, [{}, { goods: [] }]), 'brokerA', { differs: true }).expect(201);
    const [entry] = await office.rows<{ detail: { different: { params: object }[] } }>(
      "SELECT detail FROM audit_entry WHERE action = 'declaration.split' AND subject_id = $1",
      [draft.id],
    );
    expect(entry?.detail.different.map(({ params }) => params)).toContainEqual({
      ...{ line: '2', field: 'totalPrice', from: '1000', to: '0' },
    });
  });

  it('is what the draft says where a goods line is divided, and where a proposal is taken as it is', async () => {
    const half = (line: number) =>
      exampleLine(line, {
        ...{ quantity: '500', packages: 5, grossWeightKg: '260', netWeightKg: '250', totalPrice: '500.00' },
        ...{ legalQuantity1: '500', legalQuantity2: '250' },
      });
    const halves = { goods: [half(1), half(2)] };
    const draft = await drafted(office);
    await split(draft, partsOf(draft, [halves, halves])).expect(201);
    const large = await drafted(office, {
      goods: [exampleLine(1, { totalPrice: '90000.00' }), exampleLine(2, { totalPrice: '90000.00' })],
      ...{ tradeTerms: 'CIF', freight: { mark: 'total', value: '100.01' }, insurance: { mark: 'rate', value: '0.3' } },
    });
    const proposal = await office.as('brokerA').get(`/v1/declarations/${large.id}/split-proposal`).expect(200);
    await split(
      large,
      (proposal.body.parts as { declaration: object }[]).map(({ declaration: part }) => part),
    ).expect(201);
  });
});
