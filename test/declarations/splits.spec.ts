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
      ...{ containers: [], goods: [exampleLine(1)], ...change },
    }),
  );
const split = (draft: { id: string; revision: number }, parts: readonly object[], who: Who = 'brokerA') =>
  office.as(who).post(`/v1/declarations/${draft.id}/split`).set('If-Match', etag(draft)).send({ parts, confirm: true });
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
