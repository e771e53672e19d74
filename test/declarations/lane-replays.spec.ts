import { deciding, withoutChance } from '../support/trade/deciding.js';
import { declaration, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';
import { newContainerNumber } from '../support/trade/shipping.js';

/** What came of lane rules, and what others would have drawn. */
const office = useOffice({ at: '2021-12-28T04:00:00Z' });
const { check, shipment } = deciding(office);

const RULE = {
  ...{ rule: 'to-nigeria', version: 1, validFrom: '2021-12-28', colour: 'yellow', priority: 1 },
  conditions: { destinations: ['NGA'] },
  text: { zh: '运往尼日利亚', en: 'To Nigeria' },
  source: 'Test',
};
const KENYA = { goods: (declaration().goods ?? []).map((line) => ({ ...line, finalDestination: 'KEN' })) };

const rulesOf = async (query = '', who: Who = 'officer') =>
  (await office.as(who).get(`/v1/lane-rules?${query}`).expect(200)).body.items as { rule: string; hits: object }[];
const hitsOf = async (query = '') => (await rulesOf(query)).find(({ rule }) => rule === RULE.rule)?.hits;
const replay = (body: object, who: Who = 'admin') =>
  office
    .as(who)
    .post('/v1/lane-rules/replay')
    .send({ from: '2021-12-28', to: '2021-12-28', ...body });

const made: Record<string, string> = {};

beforeAll(async () => {
  await putRates(office);
  await withoutChance(office);
  await office.as('admin').post('/v1/lane-rules').send(RULE).expect(201);
  const number = newContainerNumber();
  made['conforming'] = (await submitted(office)).id;
  made['differing'] = (await submitted(office)).id;
  made['inspected'] = (await submitted(office, { containers: [{ number, goodsLines: [1, 2] }] }, 'brokerB')).id;
  made['unseen'] = (await submitted(office)).id;
  made['elsewhere'] = (await submitted(office, KENYA)).id;
  await check(made['conforming'], 'papers').expect(201);
  await check(made['differing'], 'papers', { result: 'differs', note: '品名不符' }).expect(201);
  const visit = (await shipment(number)).id;
  const path = `/v1/shipments/${visit}/inspections`;
  const { body } = await office.as('officer').post(path).send({ reason: '抽查' }).expect(201);
  await office.as('officer').post(`${path}/${body.id}/opened`).send({}).expect(200);
  await office.as('officer').post(`${path}/${body.id}/result`).send({ result: 'differs', findings: '数量不符' });
  await office.drain();
});

describe('what came of a rule', () => {
  it('is counted over the days that are asked for: judged, hit, looked at, differing', async () => {
    const counted = { judged: 5, hits: 4, looked: 3, differs: 2, hitRate: '0.800000', differRate: '0.666667' };
    expect(await hitsOf()).toEqual({ from: '2021-11-29', to: '2021-12-28', ...counted });
    expect(await hitsOf('on=2021-12-28&from=2021-12-28&to=2021-12-28')).toMatchObject(counted);
    expect(await hitsOf('from=2021-12-01&to=2021-12-27')).toMatchObject({ judged: 0, hits: 0, hitRate: null });
    await office.as('officer').get('/v1/lane-rules?from=2020-01-01&to=2021-12-28').expect(400);
    await office.as('officer').get('/v1/lane-rules?from=2021-12-28&to=2021-12-27').expect(400);
  });

  it('stands with the text of the rule beside the reasons of a lane, for officers alone', async () => {
    const { body } = await office.as('officer').get(`/v1/declarations/${made['conforming']}/lane`).expect(200);
    const [reason] = body.reasons;
    expect(reason).toMatchObject({ rule: RULE.rule, text: RULE.text, hits: { judged: 5, hits: 4, differs: 2 } });
    const shown = (await office.as('officer').get(`/v1/declarations/${made['conforming']}`).expect(200)).body.lane;
    expect(shown.reasons[0]).toMatchObject({ text: RULE.text });
    await office.as('brokerA').get('/v1/lane-rules').expect(403);
  });
});

describe('a replay', () => {
  it('of the rules as they are changes nothing', async () => {
    const { body } = await replay({}).expect(200);
    expect(body).toMatchObject({ judged: 5, changed: 0, declarations: [] });
    expect(body.colours.map(({ then, now }: { then: number; now: number }) => then - now)).toEqual([0, 0, 0, 0]);
  });

  it('says how many of each colour there were and would have been, and which declarations change and why', async () => {
    const draft = { rule: RULE.rule, colour: 'red', priority: 1, conditions: { destinations: ['KEN'] } };
    const { body } = await replay({ rules: [draft] }).expect(200);
    expect(body).toMatchObject({ judged: 5, changed: 5 });
    const of = (colour: string) => body.colours.find((each: { colour: string }) => each.colour === colour);
    expect(of('yellow')).toMatchObject({ then: 4, now: 0 });
    expect(of('red')).toMatchObject({ then: 0, now: 1 });
    const moved = body.declarations.find((each: { declarationId: string }) => each.declarationId === made['elsewhere']);
    expect(moved).toMatchObject({ now: 'red', reasons: [{ rule: RULE.rule, decides: true }] });
    // Nothing is kept.
    expect(await replay({}).expect(200)).toMatchObject({ body: { changed: 0 } });
    expect(await office.rows(`SELECT 1 FROM lane_rule WHERE rule = $1`, [RULE.rule])).toHaveLength(1);
  });

  it('leaves a rule out, and does not know what was made after a draw', async () => {
    const { body } = await replay({ without: [RULE.rule] }).expect(200);
    expect(body.changed).toBe(4);
    office.clock.stopAt('2021-12-28T06:00:00Z');
    const late = { ...RULE, rule: 'made-later', colour: 'red' };
    await office.as('admin').post('/v1/lane-rules').send(late).expect(201);
    expect(await replay({}).expect(200)).toMatchObject({ body: { judged: 5, changed: 0 } });
  });

  it('knows the rules of the service, also where a market is played on days before it was set up', async () => {
    office.clock.stopAt('2021-12-29T04:00:00Z');
    const dear = KENYA.goods.map((line, index) => ({ ...line, totalPrice: index === 0 ? '138000.00' : '1000.00' }));
    const { id } = await submitted(office, { goods: dear });
    const { body } = await office.as('officer').get(`/v1/declarations/${id}/lane`).expect(200);
    expect(body).toMatchObject({ drawn: 'yellow' });
    const without = body.reasons.map(({ rule }: { rule: string }) => rule);
    expect(without).toContain('near-ceiling');
    const day = { from: '2021-12-29', to: '2021-12-29' };
    expect((await replay(day).expect(200)).body).toMatchObject({ judged: 1, changed: 0 });
    expect((await replay({ ...day, without }).expect(200)).body.changed).toBe(1);
  });

  it('shows an officer the own office, refuses conditions that can never hold, and firms', async () => {
    expect((await replay({ without: [RULE.rule] }, 'officer').expect(200)).body.changed).toBe(4);
    expect((await replay({ without: [RULE.rule] }, 'officerElsewhere').expect(200)).body.judged).toBe(0);
    const draft = { rule: 'x-y', colour: 'red', priority: 1, conditions: { destinations: ['XXX'] } };
    const { body } = await replay({ rules: [draft] }).expect(422);
    expect(body.violations).toMatchObject([{ code: 'country-unknown', pointer: '/rules/0/conditions/destinations/0' }]);
    expect((await replay({ from: '2021-01-01' }).expect(400)).body.code).toBe('range-too-long');
    for (const who of ['brokerA', 'analyst'] as const) await replay({}, who).expect(403);
  });
});
