import { exampleLine } from '../samples/example.js';
import { amend, amending, cancel, CHEAPER, codesOf, receipt } from '../support/trade/amending.js';
import {
  declaration,
  drafted,
  etag,
  post,
  seen,
  startedTogether,
  submit,
  submitted,
} from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });
const { ask, at, decide, versions } = amending(office);

beforeAll(() => putRates(office));

describe('an amendment before release', () => {
  it('is asked for by the broker, decided by an officer, and keeps the customs number', async () => {
    const id = await at('accepted');
    const before = await seen(office, id);
    const asked = await ask(id, amend({ ...CHEAPER, containers: [] }));
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({
      number: 1,
      state: 'pending',
      type: { code: '1' },
      versionBefore: 1,
      revision: 1,
    });
    // Nothing but who moves next: the officer.
    expect(await seen(office, id)).toEqual({ ...before, next: expect.objectContaining({ step: 'decide-amendment' }) });
    const { body } = await decide(id, 1).expect(200);
    expect(body).toMatchObject({ state: 'accepted', versionAfter: 2, note: '同意', decidedBy: 'officer' });
    expect(await seen(office, id)).toMatchObject({
      ...{ status: 'accepted', version: 2, entryId: before['entryId'], containers: [] },
      totals: { declared: '1400.00', usd: '1400.00' },
    });
    const audit = await office.rows<{ action: string }>(
      `SELECT action FROM audit_entry WHERE subject_id = $1 AND action LIKE 'amendment.%' ORDER BY id`,
      [id],
    );
    expect(audit.map(({ action }) => action)).toEqual(['amendment.asked', 'amendment.accepted']);
    const { body: list } = await office.as('brokerA').get(`/v1/declarations/${id}/amendments`).expect(200);
    expect(list.items).toMatchObject([{ number: 1, state: 'accepted' }]);
    expect(list.items[0]).not.toHaveProperty('decidedBy');
  });

  it('keeps every version, with what differs field by field', async () => {
    const id = await at('accepted');
    const freight = { mark: 'total', value: '100.00' };
    const steps = [CHEAPER, { tradeTerms: 'CFR', freight }, { tradeTerms: 'FOB', without: ['freight'] }];
    for (const [number, changes] of steps.entries()) {
      expect((await ask(id, amend(changes))).status).toBe(201);
      await decide(id, number + 1).expect(200);
    }
    expect(await versions(id)).toMatchObject([
      { version: 1, amendment: null, totals: { declared: '2000.00' } },
      { version: 2, amendment: 1, totals: { declared: '1400.00', fobUsd: '1400.00' } },
      { version: 3, amendment: 2, totals: { declared: '1400.00', fobUsd: '1300.00' } },
      { version: 4, amendment: 3, totals: { fobUsd: '1400.00' }, replacedAt: null },
    ]);
    const difference = async (query: string) =>
      (await office.as('officer').get(`/v1/declarations/${id}/versions/${query}`).expect(200)).body.changes;
    expect(await difference('1/difference?to=2')).toEqual([
      { pointer: '/goods/line:2/totalPrice', before: '1000.00', after: '400.00' },
    ]);
    expect(await difference('1/difference?to=3')).toHaveLength(3);
    expect(await difference('3/difference')).toContainEqual({ pointer: '/freight', before: freight, after: null });
    expect(await difference('2/difference?to=2')).toEqual([]);
    await office.as('brokerA').get(`/v1/declarations/${id}/versions/5`).expect(404);
    await office.as('brokerB').get(`/v1/declarations/${id}/versions`).expect(404);
  });

  it('is refused with everything against it at once', async () => {
    const id = await at('accepted');
    const refused = await ask(
      id,
      amend(
        { market: 'YW-ISC', goods: [exampleLine(1, { totalPrice: '150000.01', unit: '9999' })], containers: [] },
        'wording',
      ),
    );
    expect(refused.status).toBe(422);
    expect(codesOf(refused.body)).toEqual(
      expect.arrayContaining([
        'field-frozen /market',
        'reason-changes-figures /reasonCode',
        'ceiling-exceeded /goods',
        'unit-unknown /goods/0/unit',
      ]),
    );
    const moot = await ask(id, amend({ market: 'NOWHERE', customsOffice: '0000' }));
    expect(codesOf(moot.body)).toEqual(['field-frozen /market', 'field-frozen /customsOffice']);
    expect(refused.body.violations[0]).toMatchObject({ remedy: expect.stringContaining('declare anew') });
    expect(codesOf((await ask(id, amend({ currency: 'USD' }))).body)).toEqual(['amendment-empty /changes']);
    expect((await ask(id, cancel('misdeclared'))).body.code).toBe('reason-not-allowed');
    expect((await ask(id, { ...cancel('declared-twice'), changes: {} })).status).toBe(400);
    expect((await ask(id, { ...amend({}), changes: undefined })).status).toBe(400);
  });

  it('needs If-Match, an own declaration and one that was submitted', async () => {
    const id = await at('accepted');
    const to = `/v1/declarations/${id}/amendments`;
    await office.as('brokerA').post(to).send(amend(CHEAPER)).expect(428);
    await office.as('brokerA').post(to).set('If-Match', '"r99"').send(amend(CHEAPER)).expect(412);
    await office.as('brokerB').post(to).set('If-Match', '*').send(amend(CHEAPER)).expect(404);
    await office.as('officerElsewhere').post(to).set('If-Match', '*').send(amend(CHEAPER)).expect(404);
    const draft = await drafted(office);
    expect((await ask(draft.id, amend(CHEAPER))).body).toMatchObject({ status: 409, code: 'state-forbids' });
  });
});

describe('a decision', () => {
  it('comes once, also when two officers decide at the same time', async () => {
    const id = await at('accepted');
    await ask(id, amend(CHEAPER));
    const answers = await startedTogether(office, id, [
      () => decide(id, 1, true, 'officer'),
      () => decide(id, 1, true, 'officer2'),
      () => decide(id, 1, false, 'officer2'),
    ]);
    const accepted = answers[0]?.body.state === 'accepted' || answers[1]?.body.state === 'accepted';
    expect(answers.map(({ status }) => status).sort()).toEqual(accepted ? [200, 200, 409] : [200, 409, 409]);
    expect(await seen(office, id)).toMatchObject({ version: accepted ? 2 : 1 });
    expect((await decide(id, 1, accepted)).status).toBe(200);
    expect((await decide(id, 1, !accepted)).body.code).toBe('amendment-decided');
    expect(await versions(id)).toHaveLength(accepted ? 2 : 1);
  });

  it('is awaited before anything else is asked for, and a rejection says why', async () => {
    const id = await at('accepted');
    await ask(id, amend(CHEAPER));
    expect((await ask(id, cancel('declared-twice'))).body).toMatchObject({ status: 409, code: 'amendment-pending' });
    const bare = office.as('officer').post(`/v1/declarations/${id}/amendments/1/decision`).set('If-Match', '*');
    await bare.send({ accept: false }).expect(400);
    await decide(id, 1, true, 'officerElsewhere').expect(404);
    await decide(id, 1, true, 'brokerA').expect(403);
    expect((await decide(id, 1, false)).body).toMatchObject({
      state: 'rejected',
      note: '证据不足',
      versionAfter: null,
    });
    expect(await seen(office, id)).toMatchObject({ version: 1, totals: { declared: '2000.00' } });
    expect((await ask(id, amend(CHEAPER))).body).toMatchObject({ number: 2 });
  });

  it('is about the state of today: what was open when it was asked may be frozen', async () => {
    const id = await at('accepted');
    await ask(id, amend({ containers: [] }));
    await post(office, [receipt(id, 'P', '31T08:00')]);
    expect(codesOf((await decide(id, 1)).body)).toEqual(['field-frozen /containers']);
    await decide(id, 1, false).expect(200);
  });

  it('does not touch a content that nobody has asked to amend', async () => {
    const { id } = await submitted(office);
    await ask(id, amend(CHEAPER));
    await post(office, [receipt(id, 'E', '31T09:00')]);
    const returned = await seen(office, id);
    expect((await decide(id, 1)).body.code).toBe('state-forbids');
    const { body } = await office
      .as('brokerA')
      .put(`/v1/declarations/${id}`)
      .set('If-Match', etag(returned))
      .send(declaration({ reference: returned.reference, transportMode: '5' }))
      .expect(200);
    await submit(office, body).expect(200);
    expect((await decide(id, 1)).body).toMatchObject({ status: 409, code: 'amendment-outdated' });
  });

  it('asked twice under one Idempotency-Key is one request', async () => {
    const id = await at('accepted');
    const send = async () => {
      const to = office.as('brokerA').post(`/v1/declarations/${id}/amendments`);
      return to.set('If-Match', '*').set('Idempotency-Key', `amend-${id}`).send(amend(CHEAPER));
    };
    const [first, second] = [await send(), await send()];
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
  });
});

describe('an amendment after release', () => {
  it('leaves containers to customs, whose own amendment holds at once', async () => {
    const id = await at('released');
    const frozen = await ask(id, amend({ containers: [], billOfLading: 'BL-2' }));
    expect(codesOf(frozen.body)).toEqual(['field-frozen /billOfLading', 'field-frozen /containers']);
    expect(frozen.body.violations[0].remedy).toContain('amendment by customs');
    const done = await ask(id, amend({ containers: [] }, 'found-by-customs'), 'officer');
    expect(done.body).toMatchObject({ state: 'accepted', origin: 'customs', type: { code: '3' }, versionAfter: 2 });
    expect(await seen(office, id)).toMatchObject({ status: 'released', version: 2, containers: [] });
  });
});

describe('a goods line that a container names', () => {
  const container = 'CSQU3054383';
  const inContainer = (...goodsLines: number[]) => [{ number: container, goodsLines }];
  const brought = async (codes: readonly string[]) => {
    const { id } = await submitted(office, { containers: inContainer(1, 2) });
    await post(
      office,
      codes.map((code, index) => receipt(id, code, `30T0${index + 7}:00`)),
    );
    return id;
  };
  // The sums of the header would not tie without the line.
  const without = ['packages', 'grossWeightKg', 'netWeightKg'];
  const goods = [exampleLine(1)];

  it.each([[['L']], [['L', 'P']], [['L', 'P', 'R']]])('is removed by the broker after %j', async (codes) => {
    for (const changes of [
      { goods, without },
      { goods, without, containers: inContainer(1) },
    ]) {
      const id = await brought(codes);
      const asked = await ask(id, amend(changes));
      expect(asked.body).toMatchObject({ state: 'pending' });
      expect((await decide(id, 1)).body).toMatchObject({ state: 'accepted' });
      expect(await seen(office, id)).toMatchObject({ containers: inContainer(1), totals: { declared: '1000.00' } });
    }
  });

  it('may come with a new one, while the containers themselves stay customs’ to change', async () => {
    const id = await brought(['L', 'P']);
    const more = [exampleLine(1), exampleLine(2), exampleLine(3)];
    const moved = [{ number: 'TGHU1234567', goodsLines: [1, 2, 3] }];
    expect(codesOf((await ask(id, amend({ goods: more, without, containers: moved }))).body)).toContain(
      'field-frozen /containers',
    );
    expect(codesOf((await ask(id, amend({ goods, without, containers: [] }))).body)).toEqual([
      'field-frozen /containers',
    ]);
    expect((await ask(id, amend({ goods: more, without, containers: inContainer(1, 2, 3) }))).body).toMatchObject({
      state: 'pending',
    });
  });
});

describe('what customs does besides', () => {
  it('returns it, and it comes back under another customs number with its history', async () => {
    const { id } = await submitted(office, { declaredOn: '2021-12-29' });
    const [first, second] = ['290620210000000901', '290620210000000902'];
    await post(office, [{ ...receipt(id, 'L', '30T07:00'), entryId: first }, receipt(id, 'E', '30T08:00')]);
    await submit(office, await seen(office, id)).expect(200);
    await post(office, [{ ...receipt(id, 'L', '31T12:00'), entryId: second }, receipt(id, 'R', '31T13:00')]);
    expect(await seen(office, id)).toMatchObject({ status: 'closed', entryId: second, version: 1 });
  });

  it('deletes it after release, before it was ever counted', async () => {
    const id = await at('released');
    await post(office, [receipt(id, 'D', '31T08:00')]);
    expect(await seen(office, id)).toMatchObject({ status: 'cancelled', closedAt: null });
    expect(await office.rows('SELECT 1 FROM export_fact WHERE declaration_id = $1', [id])).toEqual([]);
  });

  it('closes it before the release is known', async () => {
    const { id } = await submitted(office);
    await post(office, [receipt(id, 'R', '30T09:00')]);
    await post(office, [receipt(id, 'P', '30T10:00')]);
    expect(await seen(office, id)).toMatchObject({ status: 'closed', releasedAt: '2021-12-30T02:00:00.000Z' });
  });
});
