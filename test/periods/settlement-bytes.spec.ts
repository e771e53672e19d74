import { createHash } from 'node:crypto';
import { canonicalJson } from '../../src/declarations/store/content.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';
import { noon, WeekLife } from '../support/trade/week-life.js';

/**
 * What firms and auditors keep of a statement: its digest, the text that the digest is made over, and its lines as a file. A
 * change of how statements are made leaves the bytes of this one as they are.
 */
const office = useOffice({ at: '2026-11-09T02:00:00Z' });
const given = new Given(office);
type Answer = Record<string, unknown> & { id: string; digest: string; lines: Record<string, unknown>[] };
let market: Answer;

beforeAll(async () => {
  await given.followUp('KQ-CTC', '2026-11-09');
  const nigeria = { to: 'NGA', cny: '700.00', usd: '100.00' };
  const kenya = { to: 'KEN', cny: '70.10', usd: '10.01', kg: '2.50000' };
  const [filed, released] = [noon('2026-11-09'), noon('2026-11-10')];
  const closed = noon('2026-11-11');
  await given.declaration({ filed, released, closed, items: [nigeria, kenya], containers: ['CSQU3054383'] });
  await given.declaration({ filed, released, closed, items: [kenya], broker: 'brokerB', containers: ['TGHU0913901'] });
  const late = await given.declaration({ filed, released, items: [kenya], containers: ['CSQU3054383'] });
  office.clock.goTo('2026-11-16T07:00:00+08:00');
  await new WeekLife(office).settle('2026-W46');
  await given.closing(late.id, { filed, closed: noon('2026-11-12'), items: [kenya] });
  const later = { filed: noon('2026-11-17'), released: noon('2026-11-17'), items: [nigeria] };
  await given.declaration({ ...later, closed: noon('2026-11-18'), containers: ['CSQU3054383'] });
  await given.declaration({ ...later, containers: ['TGHU0913901'] });
  office.clock.goTo('2026-11-23T07:00:00+08:00');
  await new WeekLife(office).settle('2026-W47');
  const { body } = await office.as('officer').get('/v1/settlements?market=KQ-CTC&week=2026-W47').expect(200);
  const head = (body.items as Answer[]).find(({ broker }) => broker === null);
  market = (await office.as('officer').get(`/v1/settlements/${head?.id}`).expect(200)).body as Answer;
});

describe('the bytes of a statement', () => {
  it('are those its digest is made over', () => {
    const { id: _id, brokerName: _name, broker: _broker, run: _run, digest, finishedAt: _at, lines, ...rest } = market;
    const text = canonicalJson({ ...rest, lines: lines.map(({ countryName: _country, ...line }) => line) });
    expect(text).toBe(TEXT);
    expect(digest).toBe(createHash('sha256').update(TEXT).digest('hex'));
    expect(digest).toBe(DIGEST);
  });

  it('are those of its lines as JSON and as CSV', async () => {
    expect(JSON.stringify(market.lines)).toBe(LINES);
    const csv = await office.as('officer').get(`/v1/settlements/${market.id}?format=csv`).expect(200);
    expect(csv.text).toBe(CSV);
  });
});

const TEXT = [
  '{"adjustments":{"declarations":1,"valueCny":"70.10","valueUsd":"10.01"},',
  '"bridge":[',
  '{"declarations":0,"from":"declared","step":"not-released","to":"released","valueCny":"0.00","valueUsd":"0.00"},',
  '{"declarations":0,"from":"declared","step":"declared-earlier","to":"released","valueCny":"0.00","valueUsd":"0.00"},',
  '{"declarations":-1,"from":"released","step":"not-closed","to":"closed","valueCny":"-700.00","valueUsd":"-100.00"},',
  '{"declarations":0,"from":"released","step":"released-earlier","to":"closed","valueCny":"0.00","valueUsd":"0.00"},',
  '{"declarations":0,"from":"released","step":"book-differs","to":"closed","valueCny":"0.00","valueUsd":"0.00"},',
  '{"declarations":1,"from":"closed","step":"late-closing","to":"settled","valueCny":"70.10","valueUsd":"10.01"},',
  '{"declarations":0,"from":"closed","step":"amendment","to":"settled","valueCny":"0.00","valueUsd":"0.00"},',
  '{"declarations":0,"from":"closed","step":"cancellation","to":"settled","valueCny":"0.00","valueUsd":"0.00"},',
  '{"declarations":0,"from":"closed","step":"correction","to":"settled","valueCny":"0.00","valueUsd":"0.00"}],',
  '"closed":{"containers":1,"declarations":1,"valueCny":"700.00","valueUsd":"100.00"},',
  '"declared":{"containers":2,"declarations":2,"valueCny":"1400.00","valueUsd":"200.00"},',
  '"lines":[',
  '{"country":"KEN","declarations":1,"line":"adjustment","netWeightKg":"2.5","ofWeek":"2026-W46","valueCny":"70.10","valueUsd":"10.01"},',
  '{"country":"NGA","declarations":1,"line":"week","netWeightKg":"10","ofWeek":"2026-W47","valueCny":"700.00","valueUsd":"100.00"}],',
  '"market":"KQ-CTC",',
  '"openItems":{"byKind":{"exemption-filing-due":4,"fx-receipt-missing":4,"released-not-closed":1},"total":9},',
  '"released":{"containers":2,"declarations":2,"valueCny":"1400.00","valueUsd":"200.00"},',
  '"releasedNotClosed":[',
  '{"age":"0-7","declarations":1,"valueCny":"700.00","valueUsd":"100.00"},',
  '{"age":"8-14","declarations":0,"valueCny":"0.00","valueUsd":"0.00"},',
  '{"age":"15-30","declarations":0,"valueCny":"0.00","valueUsd":"0.00"},',
  '{"age":"31+","declarations":0,"valueCny":"0.00","valueUsd":"0.00"}],',
  '"settled":{"declarations":2,"valueCny":"770.10","valueUsd":"110.01"},"week":"2026-W47"}',
].join('');
const DIGEST = '49a287400b8680455c1a9586b0f9ab738a79c1f2dc370dfdb1316dd17159da8f';
const LINES = [
  '[{"line":"adjustment","ofWeek":"2026-W46","country":"KEN","declarations":1,"valueCny":"70.10","valueUsd":"10.01","netWeightKg":"2.5","countryName":"Kenya"},',
  '{"line":"week","ofWeek":"2026-W47","country":"NGA","declarations":1,"valueCny":"700.00","valueUsd":"100.00","netWeightKg":"10","countryName":"Nigeria"}]',
].join('');
const CSV = [
  '\ufeffmarket,week,broker,line,ofWeek,country,countryName,declarations,valueCny,valueUsd,netWeightKg',
  'KQ-CTC,2026-W47,,adjustment,2026-W46,KEN,Kenya,1,70.10,10.01,2.5',
  'KQ-CTC,2026-W47,,week,2026-W47,NGA,Nigeria,1,700.00,100.00,10',
  '',
].join('\r\n');
