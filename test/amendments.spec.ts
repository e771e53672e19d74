import { declaration, etag, post, seen, startedTogether, submit, submitted, drafted } from './support/declaring.js';
import { putRates } from './support/market-day.js';
import { type Office, useOffice, type Who } from './support/office.js';
import { exampleLine } from './samples/example.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });
const NOON = '2021-12-31T12:00:00Z';
const NIGHT = '2021-12-31T15:30:00Z';
const MIDNIGHT = '2021-12-31T15:45:00Z';
const EVENING = '2021-12-31T15:00:00Z';

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt(NOON));

const CHEAPER = { goodsByLine: [{ line: 2, totalPrice: '400.00' }] };
const amend = (changes: object, reasonCode = 'misdeclared') => ({
  kind: 'amend',
  reasonCode,
  reason: '单价录错',
  changes,
});
const cancel = (reasonCode: string) => ({ kind: 'cancel', reasonCode, reason: '未出口' });

async function ask(id: string, body: object, who: Who = 'brokerA') {
  const present = await seen(office, id);
  return office.as(who).post(`/v1/declarations/${id}/amendments`).set('If-Match', etag(present)).send(body);
}
const decide = (id: string, number: number, accept = true, who: Who = 'officer', match = '"r1"') =>
  office
    .as(who)
    .post(`/v1/declarations/${id}/amendments/${number}/decision`)
    .set('If-Match', match)
    .send({ accept, note: accept ? '同意' : '证据不足' });
const versions = async (id: string) =>
  (await office.as('brokerA').get(`/v1/declarations/${id}/versions`).expect(200)).body.items;
const receipt = (declarationId: string, code: string, eventTime: string) => ({
  ...{ channel: 'single-window', code, text: '', declarationId },
  eventTime: `2021-12-${eventTime}:00+08:00`,
});

async function at(status: 'accepted' | 'released' | 'closed'): Promise<string> {
  const { id } = await submitted(office);
  const codes = { accepted: ['L'], released: ['L', 'P'], closed: ['L', 'P', 'R'] }[status];
  await post(
    office,
    codes.map((code, index) => receipt(id, code, `3${index > 1 ? 0 : 0}T0${index + 7}:00`)),
  );
  expect(await seen(office, id)).toMatchObject({ status });
  return id;
}
const report = async (who: Who, more = '') =>
  (await office.as(who).get(`/v1/reports/export-value?from=2021-12-01&to=2021-12-31&currency=USD${more}`).expect(200))
    .body;
const codesOf = (body: { violations: { code: string; pointer: string }[] }) =>
  body.violations.map(({ code, pointer }) => `${code} ${pointer}`);

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
    expect(await seen(office, id)).toEqual(before);
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
    expect(codesOf(frozen.body)).toEqual(['field-frozen /containers', 'field-frozen /billOfLading']);
    expect(frozen.body.violations[0].remedy).toContain('海关修改');
    const done = await ask(id, amend({ containers: [] }, 'found-by-customs'), 'officer');
    expect(done.body).toMatchObject({ state: 'accepted', origin: 'customs', type: { code: '3' }, versionAfter: 2 });
    expect(await seen(office, id)).toMatchObject({ status: 'released', version: 2, containers: [] });
  });
});

describe('an amendment after closing', () => {
  it('corrects the statistics of the original day; yesterday’s answer can be had again', async () => {
    const id = await at('closed');
    const before = await report('brokerA');
    const preview = await office
      .as('brokerA')
      .post(`/v1/declarations/${id}/amendments/preview`)
      .send(amend(CHEAPER))
      .expect(200);
    expect(preview.body).toMatchObject({
      ...{ possible: true, version: { before: 1, after: 2 }, statisticsDay: '2021-12-30' },
      totals: { before: { fobUsd: '2000.00' }, after: { fobUsd: '1400.00' } },
    });
    expect(await report('brokerA')).toMatchObject({ total: before.total });
    expect(await versions(id)).toHaveLength(1);
    await ask(id, amend(CHEAPER));
    office.clock.stopAt(EVENING);
    const shown = await office.as('officer').get(`/v1/declarations/${id}/amendments/1/preview`).expect(200);
    const published = await report('officer', '&groupBy=country,month');
    await decide(id, 1).expect(200);
    const after = await report('brokerA');
    expect(Number(before.total) - Number(after.total)).toBe(600);
    expect(await report('brokerA', `&asOf=${NOON}`)).toMatchObject({ total: before.total });
    expect(preview.body.figures).toEqual([
      {
        ...{ month: '2021-12', country: 'NGA' },
        cny: { before: expect.any(String), after: expect.any(String), delta: '-3836.10' },
        usd: { before: before.total, after: after.total, delta: '-600.00' },
      },
    ]);
    const country = published.rows.find((row: { country: string }) => row.country === 'NGA');
    expect(shown.body.figures[0].usd.before).toBe(country.value);
    expect((await report('officer', '&groupBy=country,month')).rows[0].value).toBe(shown.body.figures[0].usd.after);
    await changesName(office, id, NOON, { cause: 'amendment', version: 2, day: '2021-12-30', value: '-600.00' });
    expect(await seen(office, id)).toMatchObject({
      status: 'closed',
      version: 2,
      closedAt: '2021-12-30T01:00:00.000Z',
    });
  });

  it('keeps the rates the declaration was valued at', async () => {
    const id = await at('closed');
    const rates = [{ currency: 'USD', toCny: '9', toUsd: '1' }];
    await office.as('admin').put('/v1/rates/2021-12').send({ rates }).expect(200);
    await ask(id, amend(CHEAPER));
    await decide(id, 1).expect(200);
    expect(await seen(office, id)).toMatchObject({ totals: { fobCny: '8950.90' } });
    await putRates(office);
  });
});

describe('a cancellation', () => {
  it('after closing empties the figures, and as of before they are still there', async () => {
    // Later than every booking of the stories before.
    office.clock.stopAt(NIGHT);
    const id = await at('closed');
    const before = await report('brokerA');
    expect((await ask(id, cancel('export-abandoned'))).body.code).toBe('reason-not-allowed');
    await ask(id, cancel('never-exported'));
    office.clock.stopAt(MIDNIGHT);
    const { body } = await decide(id, 1).expect(200);
    expect(body).toMatchObject({ state: 'accepted', type: { code: '2' }, versionAfter: 1 });
    expect(await seen(office, id)).toMatchObject({
      status: 'cancelled',
      version: 1,
      cancelledAt: '2021-12-31T15:45:00.000Z',
    });
    expect(Number(before.total) - Number((await report('brokerA')).total)).toBe(2000);
    expect((await report('brokerA', `&asOf=${NIGHT}`)).total).toBe(before.total);
    await changesName(office, id, NIGHT, { cause: 'cancellation', version: 1, value: '-2000.00' });
    expect((await ask(id, amend(CHEAPER))).body.code).toBe('state-forbids');
  });

  it('can be previewed by the broker, and nothing happens', async () => {
    const id = await at('closed');
    const { body } = await office
      .as('brokerA')
      .post(`/v1/declarations/${id}/amendments/preview`)
      .send(cancel('never-exported'))
      .expect(200);
    expect(body).toMatchObject({
      status: { before: 'closed', after: 'cancelled' },
      figures: [{ usd: { delta: '-2000.00' } }],
    });
    expect(await seen(office, id)).toMatchObject({ status: 'closed' });
  });
});

async function changesName(of: Office, id: string, since: string, change: object): Promise<void> {
  const { body } = await of
    .as('analyst')
    .get(`/v1/reports/export-value/changes?from=2021-12-01&to=2021-12-31&currency=USD&since=${since}`)
    .expect(200);
  const own = body.items.filter((each: { declarationId: string }) => each.declarationId === id);
  expect(own).toEqual([expect.objectContaining({ ...change, amendment: 1 })]);
}

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
