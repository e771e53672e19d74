import type { DeclarationInput } from '../../src/declarations/domain/declaration.js';
import { pageStatement } from '../../src/declarations/reading/page-statement.js';
import { useOffice, type Who } from '../support/office.js';
import { exampleLine } from '../samples/example.js';
import { type Answer, drafted, etag, post, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { entryId, receipt } from '../support/trade/receiving.js';

/** A broker, or an officer, finds the declaration that somebody asks about. */
const office = useOffice({ at: '2021-12-28T04:00:00Z' });

interface Listed extends Answer {
  brokerName: string | null;
  totals: { usd: string } | null;
  declaredOn?: string;
}

const list = async (query: string, who: Who = 'brokerA') =>
  (await office.as(who).get(`/v1/declarations?${query}`).expect(200)).body as {
    items: Listed[];
    nextCursor: string | null;
  };
const ids = async (query: string, who: Who = 'brokerA') => (await list(query, who)).items.map(({ id }) => id);
const asked = (parameter: string, value: string) => `${parameter}=${encodeURIComponent(value)}`;

/** Every page of a list, one entry at a time. */
async function walked(query: string, who: Who = 'brokerA'): Promise<Listed[]> {
  const met: Listed[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page = await list(`${query}&limit=1${cursor && `&cursor=${cursor}`}`, who);
    met.push(...page.items);
    cursor = page.nextCursor;
  }
  return met;
}

const SILK: Partial<DeclarationInput> = {
  reference: 'Silk-2021/001',
  declaredOn: '2021-12-20',
  exitOffice: '2248',
  consignor: { uscc: '91330621MA00000066', name: '绍兴 丝路 Export Co., Ltd' },
  buyer: { name: 'Ménage Textiles, Lyon', country: 'FRA', documentNumber: 'FR-8812345' },
  billOfLading: 'cosu 612-345',
  tradeRecord: 'SCCG:77',
  contractNumber: 'KQ-2021/0815',
  principal: { idType: 'ID', id: '330602199001011231', name: '王丝路' },
  containers: [{ number: 'MSKU0383250' }],
  goods: [
    exampleLine(1, { hsCode: '5007201900', finalDestination: 'FRA', stall: 'A2-0007', totalPrice: '70000.00' }),
    exampleLine(2, { hsCode: '5007201900', finalDestination: 'BEL', stall: 'A2-0008', totalPrice: '30000.50' }),
  ],
};

let silk: Answer;
let plain: Answer;
let theirs: Answer;
const number = entryId();

beforeAll(async () => {
  await putRates(office);
  plain = await submitted(office, {
    billOfLading: 'OOLU1',
    goods: [exampleLine(1), exampleLine(2, { stall: 'B1-1' })],
  });
  office.clock.goTo('2021-12-28T05:00:00Z');
  silk = await submitted(office, SILK);
  theirs = await submitted(office, { billOfLading: 'OOLU1' }, 'brokerB');
  office.clock.goTo('2021-12-28T06:30:00Z');
  await post(office, [receipt('L', '28T14:00', { declarationId: silk.id, entryId: number })]);
});

describe('a declaration is found', () => {
  it.each([
    ['reference', 'SILK'],
    ['reference', 'Silk 2021/0'],
    ['reference, in full width', 'ｓｉｌｋ－2021'],
    ['customs number', number.slice(0, 12)],
    ['customs number, with blanks', `${number.slice(0, 4)} ${number.slice(4)}`],
    ['bill of lading', 'COSU-612'],
    ['container', 'msku 038'],
    ['trade record', 'sccg:7'],
    ['contract number', 'kq 2021/08'],
    ['principal', '王丝'],
    ['consignor', '绍兴丝路ex'],
    ['credit code', '91330621ma00000066'],
    ['buyer, whatever the case of its accents', 'MÉNAGE TEX'],
  ])('by the beginning of its %s', async (_, text) => {
    for (const who of ['brokerA', 'officer', 'admin'] as const) {
      expect([who, await ids(asked('search', text), who)]).toEqual([who, [silk.id]]);
    }
    expect(await ids(asked('search', text), 'brokerB')).toEqual([]);
    expect(await ids(asked('search', text), 'officerElsewhere')).toEqual([]);
  });

  it('by the numbers of documents for its firm alone', async () => {
    for (const text of ['fr 88123', '330602199001011231']) {
      expect([text, await ids(asked('search', text))]).toEqual([text, [silk.id]]);
      for (const who of ['officer', 'admin', 'brokerB'] as const) {
        expect([who, await ids(asked('search', text), who)]).toEqual([who, []]);
        const { body } = await office
          .as(who)
          .get(`/v1/search?q=${encodeURIComponent(text)}`)
          .expect(200);
        expect([who, body.items]).toEqual([who, []]);
      }
    }
    // A firm's code is public.
    expect(await ids(asked('search', '92000000ma'), 'officer')).toEqual([theirs.id, plain.id]);
  });

  it.each([
    ['status', 'accepted', true],
    ['status', 'accepted,returned', true],
    ['status', 'draft,returned', false],
    ['market', 'KQ-CTC,YW-ICC', true],
    ['market', 'YW-ICC', false],
    ['from', '2021-12-20', true],
    ['to', '2021-12-19', false],
    ['reference', 'Silk-2021/001', true],
    ['reference', 'X,Silk2021/001', true],
    ['reference', 'silk-2021/001', false],
    ['entryId', `${number},290620210999999999`, true],
    ['entryId', '290620210999999999', false],
    ['billOfLading', 'COSU612345', true],
    ['billOfLading', 'COSU612', false],
    ['container', 'CSQU3054384,msku-0383250', true],
    ['consignor', '绍兴丝路', true],
    ['consignor', '91330621MA00000066', true],
    ['consignor', '丝路', false],
    ['buyer', 'menage', false],
    ['buyer', 'ACME,Ménage', true],
    ['hsCode', '5007201900', true],
    ['hsCode', '50', true],
    ['hsCode', '5407,5007', true],
    ['hsCode', '5408', false],
    ['stall', 'a2 0008', true],
    ['stall', 'A2-000', false],
    ['destination', 'BEL', true],
    ['destination', 'GHA,BEL', true],
    ['destination', 'GHA', false],
    ['customsOffice', '2906', true],
    ['exitOffice', '2248', true],
    ['exitOffice', '3104', false],
    ['nextActor', 'customs,broker', true],
    ['nextActor', 'broker', false],
    ['minUsd', '100000.50', true],
    ['minUsd', '100000.51', false],
    ['olderThanDays', '1', false],
  ])('by %s=%s: %s', async (parameter, value, isFound) => {
    expect((await ids(asked(parameter, value))).includes(silk.id)).toBe(isFound);
    expect(await ids(asked(parameter, value), 'brokerB')).not.toContain(silk.id);
  });

  it('by several at once, each of which it must meet', async () => {
    const all =
      'status=accepted&destination=FRA&hsCode=5007&exitOffice=2248&container=MSKU0383250&search=silk&sort=value';
    expect(await ids(all)).toEqual([silk.id]);
    expect(await ids(`${all}&buyer=ACME`)).toEqual([]);
  });

  it('by the day of its closing', async () => {
    const one = await submitted(office);
    await post(office, [receipt('R', '28T14:30', { declarationId: one.id })]);
    expect(await ids('closedFrom=2021-12-28&closedTo=2021-12-28')).toEqual([one.id]);
    expect(await ids('closedFrom=2021-12-29')).toEqual([]);
    expect(await ids('closedTo=2021-12-27')).toEqual([]);
  });

  it('by its lane, for whoever sees lanes', async () => {
    const { body } = await office.as('officer').get(`/v1/declarations/${silk.id}`).expect(200);
    const { colour } = body.lane as { colour: string };
    const different = ['green', 'blue', 'yellow', 'red'].filter((each) => each !== colour);
    expect(await ids(`lane=${colour},${different[0]}`, 'officer')).toContain(silk.id);
    expect(await ids(`lane=${different.join(',')}`, 'admin')).not.toContain(silk.id);
    await office.as('brokerA').get('/v1/declarations?lane=red').expect(403);
  });

  it('with the name of its firm, whoever asks', async () => {
    const entries = (await list('billOfLading=OOLU1', 'officer')).items;
    expect(entries.map(({ id, brokerName }) => [id, brokerName])).toEqual([
      [theirs.id, '柯桥乙报关行'],
      [plain.id, '柯桥甲报关行'],
    ]);
    expect((await list('search=silk')).items[0]?.brokerName).toBe('柯桥甲报关行');
  });

  it('by what it says now: a draft under its new names, and under the old ones no more', async () => {
    const draft = await drafted(office, { reference: 'OLD-1', buyer: { name: 'Old Buyer' } });
    const { goods, market } = draft as unknown as DeclarationInput;
    await office
      .as('brokerA')
      .put(`/v1/declarations/${draft.id}`)
      .set('If-Match', etag(draft))
      .send({ reference: 'NEW-1', market, goods, buyer: { name: 'New Buyer' } })
      .expect(200);
    expect(await ids('search=new')).toEqual([draft.id]);
    expect(await ids('search=old')).toEqual([]);
    expect(await ids('container=CSQU3054383&search=new')).toEqual([]);
    expect(await ids('search=new', 'officer')).toEqual([]);
  });
});

describe('the orders', () => {
  it('by value: the largest first, page by page', async () => {
    const met = await walked('sort=value');
    const values = met.map(({ totals }) => Number(totals?.usd));
    expect(values).toEqual([...values].sort((one, other) => other - one));
    expect(met[0]?.id).toBe(silk.id);
    expect(new Set(met.map(({ id }) => id)).size).toBe(met.length);
  });

  it('by age: what has been in its status for longest first, and nothing that is over', async () => {
    office.clock.goTo('2021-12-28T08:00:00Z');
    const draft = await drafted(office);
    const met = (await walked('sort=age')).map(({ id }) => id);
    expect(met.at(-1)).toBe(draft.id);
    // Accepted at 14:00 in Shanghai, long after the other one was filed.
    expect(met.indexOf(plain.id)).toBeLessThan(met.indexOf(silk.id));
    expect(met).not.toContain((await list('status=closed')).items[0]?.id);
    office.clock.goTo('2021-12-30T08:00:00Z');
    expect(await ids('olderThanDays=1&sort=age')).toEqual(met);
    expect(await ids('olderThanDays=2&sort=age')).toEqual([]);
  });

  it.each(['newest', 'day', 'due', 'value', 'age'])('by %s: several filters keep the cursor exact', async (sort) => {
    const query = `sort=${sort}&status=submitted,accepted&destination=NGA,FRA&hsCode=54,50`;
    const whole = await ids(`${query}&limit=500`);
    expect(whole.length).toBeGreaterThan(1);
    expect((await walked(query)).map(({ id }) => id)).toEqual(whole);
  });
});

describe('what cannot be found is refused, not answered by nothing', () => {
  it.each([
    ['status=draft,finished', ['enum-invalid /query/status']],
    ['market=KQ-CTC,NOWHERE', ['market-unknown /query/market']],
    [
      'destination=XXX&customsOffice=0000&exitOffice=0001',
      ['office-unknown /query/customsOffice', 'office-unknown /query/exitOffice', 'country-unknown /query/destination'],
    ],
    ['closedFrom=2021-12-02&closedTo=2021-12-01', ['range-reversed /query/closedFrom']],
    ['entryId=2906', ['text-form-wrong /query/entryId']],
    ['hsCode=5407x', ['text-form-wrong /query/hsCode']],
    ['hsCode=99', ['hs-code-invalid /query/hsCode']],
    ['hsCode=54,5499,7700000000', ['hs-code-invalid /query/hsCode', 'hs-code-invalid /query/hsCode']],
    ['search=%ff', ['text-forbidden-character /query/search']],
    ['reference=%C3%28&status=x', ['text-forbidden-character /query/reference']],
    ['%ff=1', ['text-forbidden-character /query']],
    ['nextActor=me', ['enum-invalid /query/nextActor']],
    ['minUsd=1e5', ['decimal-invalid /query/minUsd']],
    ['olderThanDays=-1', ['integer-invalid /query/olderThanDays']],
    ['search=--', ['text-form-wrong /query/search']],
    ['buyer=A,', ['text-empty /query/buyer']],
    ['sort=price', ['enum-invalid /query/sort']],
    ['sort=value&cursor=WyJ4Il0', ['cursor-invalid /query/cursor']],
  ])('?%s', async (query, expected) => {
    const { body, status } = await office.as('officer').get(`/v1/declarations?${query}`);
    const found = (body.violations as { code: string; pointer: string }[]).map(
      ({ code, pointer }) => `${code} ${pointer}`,
    );
    expect([status, found]).toEqual([400, expected]);
  });
});

describe('row-level security', () => {
  it('leaves the names to their index: no firm waits for what another one has filed', async () => {
    for (const who of ['brokerA', 'officer'] as const) {
      const plan = await office.database.transaction(office.actor(who), async (tx) => {
        await tx.run('SET LOCAL enable_seqscan = off');
        const { sql, params } = pageStatement(
          tx.actor,
          { buyer: ['lagos f'] },
          { limit: 50, waitingBefore: undefined },
        );
        return tx.rows(`EXPLAIN ${sql}`, params);
      });
      expect(JSON.stringify(plan)).toMatch(/Index Cond: [^"]*key >= 'buyer:LAGOSF'/);
    }
  });
});
