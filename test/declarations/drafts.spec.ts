import { SYSTEM } from '../../src/platform/database/actor.js';
import { declaration, drafted, etag, seen, submit, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });

beforeAll(() => putRates(office));

const withdraw = (draft: { id: string; revision: number }, who: Who = 'brokerA') =>
  office.as(who).delete(`/v1/declarations/${draft.id}`).set('If-Match', etag(draft));
const copy = (id: string, reference: string, who: Who = 'brokerA') =>
  office.as(who).post(`/v1/declarations/${id}/copy`).send({ reference });
const preview = (body: object, who: Who = 'brokerA') => office.as(who).post('/v1/declarations/preview').send(body);
const declarations = async () => (await office.rows<{ count: string }>('SELECT count(*) FROM declaration'))[0]?.count;

describe('a preview', () => {
  it('answers what the draft would, and stores nothing', async () => {
    const input = declaration({ consignor: undefined });
    const before = await declarations();
    const { body } = await preview(input).expect(200);
    expect(await declarations()).toBe(before);
    const { body: draft } = await office.as('brokerA').post('/v1/declarations').send(input).expect(201);
    const { findings, items, totals, valuation } = draft;
    expect(body).toMatchObject({ findings, items, totals, valuation });
    expect(body.findings).toHaveLength(1);
    expect(body.merging).toMatchObject({ ties: true, lines: [{ itemNumber: 1 }, { itemNumber: 2 }] });
    const { body: merging } = await office.as('brokerA').get(`/v1/declarations/${draft.id}/merging`).expect(200);
    expect(merging).toMatchObject(body.merging);
  });

  it('of a draft that is kept already is no duplicate of it, and of an unfinished one says what is missing', async () => {
    const draft = await drafted(office, { containers: [{ number: 'CSQU3054383' }] });
    const again = declaration({ reference: draft.reference, containers: [{ number: 'CSQU3054383' }] });
    expect((await preview(again).expect(200)).body.findings).toEqual(draft['findings']);
    const { body } = await preview({ reference: 'BARE', market: 'KQ-CTC' }).expect(200);
    expect(body).toMatchObject({ items: [], totals: null, valuation: null, merging: { ties: null } });
    expect(body.findings.length).toBeGreaterThan(5);
  });
});

describe('a copy', () => {
  it('is a new draft with the same content, whatever became of the first', async () => {
    const first = await submitted(office);
    const { body } = await copy(first.id, 'COPY-1').expect(201);
    expect(body).toMatchObject({ reference: 'COPY-1', status: 'draft', revision: 1, version: 1, entryId: null });
    expect(body.id).not.toBe(first.id);
    for (const field of ['goods', 'containers', 'consignor', 'buyer', 'tradeTerms', 'freight'] as const)
      expect(body[field]).toEqual(first[field]);
    expect((await seen(office, first.id)).status).toBe('submitted');
  });

  it('needs a reference of its own, and nobody copies what is another firm’s', async () => {
    const first = await drafted(office);
    const taken = await drafted(office, { netWeightKg: '999' });
    expect((await copy(first.id, taken.reference).expect(409)).body.code).toBe('reference-taken');
    expect((await copy(first.id, first.reference).expect(409)).body.code).toBe('reference-taken');
    expect((await copy(first.id, 'COPY-2', 'brokerB').expect(404)).body.code).toBe('not-found');
  });
});

describe('a draft that is withdrawn', () => {
  it('is gone, its reference is free, and the audit trail keeps what it said', async () => {
    const input = declaration({ containers: [{ number: 'CSQU3054383', goodsLines: [1] }] });
    const { body: draft } = await office.as('brokerA').post('/v1/declarations').send(input).expect(201);
    await withdraw(draft).expect(204);
    await office.as('brokerA').get(`/v1/declarations/${draft.id}`).expect(404);
    await withdraw(draft).expect(404);
    const { body: second } = await office.as('brokerA').post('/v1/declarations').send(input).expect(201);
    expect(second.id).not.toBe(draft.id);
    const [entry] = await office.rows<{ detail: object; before: object }>(
      "SELECT detail, before FROM audit_entry WHERE subject_id = $1 AND action = 'declaration.withdrawn'",
      [draft.id],
    );
    expect(entry).toMatchObject({ detail: { reference: input.reference }, before: { goods: input.goods } });
  });

  it('goes with its acknowledged warnings', async () => {
    const draft = await drafted(office, {
      goods: declaration().goods?.map((line) => ({ ...line, totalPrice: '70000' })),
    });
    const warning = (draft['findings'] as { severity: string; code: string; pointer: string }[]).find(
      ({ severity }) => severity === 'warning',
    );
    expect(warning?.code).toBe('near-ceiling');
    const said = { code: 'near-ceiling', pointer: warning?.pointer, reason: '单价已与合同核对' };
    await office.as('brokerA').post(`/v1/declarations/${draft.id}/acknowledgements`).send(said).expect(201);
    await withdraw(await seen(office, draft.id)).expect(204);
  });

  it('was never submitted, is the caller’s own, and is the revision the caller saw', async () => {
    const draft = await drafted(office);
    await office.as('brokerA').delete(`/v1/declarations/${draft.id}`).expect(428);
    expect((await withdraw({ ...draft, revision: 7 }).expect(412)).body.code).toBe('version-stale');
    await withdraw(draft, 'brokerB').expect(404);
    const { body } = await submit(office, draft).expect(200);
    expect((await withdraw(body).expect(409)).body.code).toBe('state-forbids');
  });

  it('races with its submission: one of them wins, and the other is refused', async () => {
    const draft = await drafted(office);
    const answers = await Promise.all([withdraw(draft), submit(office, draft)]);
    const [gone, filed] = answers.map(({ status }) => status);
    expect([
      [204, 404],
      [409, 200],
    ]).toContainEqual([gone, filed]);
  });

  it('is all that the role of a broker may remove', async () => {
    const filed = await submitted(office);
    const actor = { ...SYSTEM, role: 'broker', organisationId: office.people.organisations.brokerA } as const;
    const removed = office.database.transaction(actor, async (tx) => {
      for (const part of ['goods_line', 'declaration_item', 'declaration_container'])
        await tx.run(`DELETE FROM ${part} WHERE declaration_id = $1`, [filed.id]);
      const gone = await tx.run('DELETE FROM declaration WHERE id = $1', [filed.id]);
      throw new Error(`${gone} removed`);
    });
    await expect(removed).rejects.toThrow('0 removed');
  });
});
