import { Client } from 'pg';
import { aMoment, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });

beforeAll(() => putRates(office));

const RULE = {
  rule: 'all-of-nigeria',
  version: 1,
  validFrom: '2021-12-28',
  colour: 'red',
  priority: 1,
  conditions: { destinations: ['NGA'] },
  text: { zh: '尼日利亚', en: 'Nigeria' },
  source: 'Test',
};
const POLICY = { version: 2, validFrom: '2021-12-29', rate: '1', colour: 'yellow', source: 'Test' };

const addRule = (changes: object = {}, who: Who = 'admin') =>
  office
    .as(who)
    .post('/v1/lane-rules')
    .send({ ...RULE, ...changes });
const publish = (changes: object = {}, who: Who = 'admin') =>
  office
    .as(who)
    .post('/v1/lane-policies')
    .send({ ...POLICY, ...changes });
const rulesOn = async (on: string) =>
  (await office.as('officer').get(`/v1/lane-rules?on=${on}`).expect(200)).body.items;
const breachesOf = ({ body }: { body: { violations: { code: string; pointer: string }[] } }) =>
  body.violations.map(({ code, pointer }) => `${code} ${pointer}`);

/** Lets both read, and holds up whoever writes until both have read what they can: without the lock the second one would not know. */
async function startedTogether<T>(table: string, requests: (() => PromiseLike<T>)[]): Promise<T[]> {
  const owner = new Client({ connectionString: office.ownerUrl });
  await owner.connect();
  await owner.query(`BEGIN; LOCK TABLE ${table} IN SHARE MODE`);
  const running = requests.map(async (request) => request());
  await aMoment();
  await owner.query('COMMIT');
  await owner.end();
  return Promise.all(running);
}

describe('a version of a lane rule', () => {
  it('draws from the day it holds, is shown with texts, source and author, and ends by a later version', async () => {
    const { body } = await addRule().expect(201);
    expect(body).toMatchObject({ ...RULE, validTo: null, createdBy: 'admin' });
    const { doubt, ...ofOfficers } = body;
    expect(doubt).toBeNull();
    expect((await rulesOn('2021-12-28')).find(({ rule }: { rule: string }) => rule === RULE.rule)).toMatchObject(
      ofOfficers,
    );
    const { id } = await submitted(office);
    const lane = (await office.as('officer').get(`/v1/declarations/${id}/lane`).expect(200)).body;
    expect(lane.drawn).toBe('red');
    expect(lane.reasons).toContainEqual(expect.objectContaining({ rule: RULE.rule, version: 1, decides: true }));
    await addRule({ version: 2, validTo: '2021-12-28' }).expect(201);
    const names = async (on: string) =>
      (await rulesOn(on)).map(({ rule, version }: typeof RULE) => `${rule} ${version}`);
    expect(await names('2021-12-28')).toContain(`${RULE.rule} 2`);
    expect((await names('2021-12-29')).join()).not.toContain(RULE.rule);
    const audit = await office.as('admin').get(`/v1/audit?subject=lane-rule:${encodeURIComponent(`${RULE.rule} 1`)}`);
    expect(audit.body.items).toMatchObject([{ action: 'lane-rule.appended', actorName: 'admin' }]);
  });

  it('is one of two that two administrators append at once', async () => {
    const rule = 'at-once';
    const answers = await startedTogether('lane_rule', [
      () => addRule({ rule, priority: 900 }),
      () => addRule({ rule, priority: 901 }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.map(({ body }) => body.code)).toContain('rule-version-taken');
    expect(await office.rows('SELECT 1 FROM lane_rule WHERE rule = $1', [rule])).toHaveLength(1);
  });

  it('is refused with every place that no condition or day can have', async () => {
    const wrong = await addRule({
      validFrom: '2021-12-27',
      validTo: '2021-12-26',
      conditions: { destinations: ['NGA', 'XXX'], markets: ['NO-WHERE'] },
    }).expect(422);
    expect(breachesOf(wrong)).toEqual([
      'takes-effect-too-early /validFrom',
      'range-reversed /validTo',
      'market-unknown /conditions/markets/0',
      'country-unknown /conditions/destinations/1',
    ]);
    expect(breachesOf(await addRule({ rule: 'none', conditions: {} }).expect(422))).toEqual([
      'required-missing /conditions',
    ]);
    expect(breachesOf(await addRule({ conditions: { weather: 'rain', hsPrefixes: [] } }).expect(400)).sort()).toEqual([
      'field-unknown /conditions/weather',
      'type-wrong /conditions/hsPrefixes',
    ]);
    for (const who of ['officer', 'brokerA', 'analyst', 'channel'] as const) await addRule({}, who).expect(403);
  });

  it('never changes: no role may', async () => {
    for (const who of ['admin', 'officer'] as const) {
      for (const table of ['lane_rule', 'lane_policy']) {
        const run = office.database.transaction(office.actor(who), (tx) => tx.run(`UPDATE ${table} SET source = 'x'`));
        await expect(run).rejects.toThrow('permission denied');
      }
    }
  });
});

describe('a random rate', () => {
  it('is published for tomorrow at the earliest, and what is picked is shown beside it by month', async () => {
    await publish({ validFrom: '2021-12-28' }).expect(422);
    expect(breachesOf(await publish({ rate: '1.1' }).expect(422))).toEqual(['rate-above-one /rate']);
    const { body } = await publish().expect(201);
    expect(body).toMatchObject({ ...POLICY, createdBy: 'admin' });
    const rateOn = async (on: string) => (await office.as('brokerA').get(`/v1/lane-policy?on=${on}`).expect(200)).body;
    expect(await rateOn('2021-12-28')).toMatchObject({ version: 1, rate: '0.03' });
    expect(await rateOn('2021-12-29')).toMatchObject({ version: 2, rate: '1' });

    office.clock.goTo('2021-12-29T04:00:00Z');
    await submitted(office, { declaredOn: '2021-12-29' });
    await submitted(office, { declaredOn: '2021-12-29' });
    await publish({ version: 3, validFrom: '2021-12-30', rate: '0' }).expect(201);
    office.clock.goTo('2021-12-30T04:00:00Z');
    await submitted(office, { declaredOn: '2021-12-30' });
    const { items } = (await office.as('officer').get('/v1/lane-policies?from=2021-12&to=2021-12').expect(200)).body;
    expect(items[0]).toMatchObject({
      version: 3,
      months: [{ month: '2021-12', drawn: 1, picked: 0, actualRate: '0.000000' }],
    });
    expect(items[1]).toMatchObject({
      version: 2,
      months: [{ month: '2021-12', drawn: 2, picked: 2, actualRate: '1.000000' }],
    });
    expect(items[2]).toMatchObject({ version: 1, rate: '0.03', createdBy: 'loomgate' });
    const [counted] = await office.rows<{ drawn: number }>(
      'SELECT count(*)::int AS drawn FROM lane_draw WHERE policy_version = 1',
    );
    expect(items[2].months.map(({ drawn }: { drawn: number }) => drawn)).toEqual([counted?.drawn]);
    await office.as('officer').get('/v1/lane-policies?from=2022-01&to=2021-12').expect(400);
    await office.as('brokerA').get('/v1/lane-policies').expect(403);
  });

  it('is one of two that two administrators publish at once', async () => {
    const version = 4;
    const validFrom = '2022-02-01';
    const answers = await startedTogether('lane_policy', [
      () => publish({ version, validFrom, rate: '0.1' }),
      () => publish({ version, validFrom, rate: '0.2' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.map(({ body }) => body.code)).toContain('rule-version-taken');
    await publish({ version: 7, validFrom }).expect(409);
  });
});

describe('where a rule or a rate stands', () => {
  const sourceOf = async (who: Who, path: string, language: string) => {
    const { body } = await office.as(who).get(path).set('Accept-Language', language).expect(200);
    const shipped = ({ createdBy }: { createdBy: string }) => createdBy === 'loomgate';
    const { source, doubt } = body.items?.find(shipped) ?? body;
    return { source, doubt };
  };

  it.each([
    ['/v1/lane-policy?on=2021-12-28', 'brokerA'],
    ['/v1/lane-policies', 'officer'],
    ['/v1/lane-rules', 'officer'],
  ] as const)(
    '%s says in the language of the reader, and what is unverified to administrators alone',
    async (path, who) => {
      expect(await sourceOf(who, path, 'zh-CN')).toEqual({
        source: '示例规则；海关不公布布控规则。',
        doubt: undefined,
      });
      expect(await sourceOf(who, path, 'en')).toEqual({
        source: 'An example: customs publishes no selection rules.',
        doubt: undefined,
      });
      expect((await sourceOf('admin', path, 'zh-CN')).doubt).toBe('规则和比例均未核实。');
      expect((await sourceOf('admin', path, 'en')).doubt).toBe('Rules and rates are unverified.');
    },
  );
});
