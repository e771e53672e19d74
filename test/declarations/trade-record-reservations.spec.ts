import type { DeclarationInput } from '../../src/declarations/domain/declaration.js';
import { exampleLine } from '../samples/example.js';
import { amend, amending, cancel, codesOf, receipt } from '../support/trade/amending.js';
import {
  aMoment,
  declaration,
  drafted,
  etag,
  exceptForm,
  post,
  seen,
  submit,
  submitted,
} from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';
import { SYSTEM } from '../../src/platform/database/actor.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });
const { ask, decide } = amending(office);

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

let count = 0;
const aRecord = () => `SCCG:3318961CXP17${String(++count).padStart(6, '0')}`;

/** A declaration of one trade record, each of its two goods lines with a line of it; null names none. */
const trading = (tradeRecord: string, ...lines: (number | null)[]): Partial<DeclarationInput> => ({
  tradeRecord,
  goods: [1, 2].map((line, index) => exampleLine(line, { tradeLine: lines[index] ?? undefined })),
  containers: [],
});

const refusedOf = async (changes: Partial<DeclarationInput>, who: Who = 'brokerA') =>
  (await submit(office, await drafted(office, changes, who), who).expect(422)).body;

/** Runs requests together while nobody can reserve a trade record, so that all have looked before the first may write. */
async function together<T>(requests: (() => PromiseLike<T>)[]): Promise<T[]> {
  let running: Promise<T>[] = [];
  await office.database.transaction(SYSTEM, async (tx) => {
    await tx.run('LOCK TABLE reservation IN SHARE ROW EXCLUSIVE MODE');
    running = requests.map(async (request) => request());
    await aMoment();
  });
  return Promise.all(running);
}

describe('a trade record', () => {
  it('is reserved by one live declaration, whoever its firm; the first is named to its own firm only', async () => {
    const record = aRecord();
    const first = await submitted(office, trading(record));
    const shown = await seen(office, first.id);
    expect(shown).toMatchObject({ tradeRecord: record });
    expect(exceptForm(shown['findings'])).toEqual([]);
    const own = await refusedOf(trading(record));
    expect(own).toMatchObject({
      code: 'trade-record-used',
      violations: [{ pointer: '/tradeRecord', severity: 'error' }],
    });
    expect(own.detail).toContain(first.reference);
    const foreign = await refusedOf(trading(` ${record.toLowerCase().replace(':', '：')}`, 1, 2), 'brokerB');
    expect(codesOf(foreign)).toEqual(['trade-record-used /tradeRecord']);
    expect(foreign.detail).toContain('another firm');
    expect(JSON.stringify(foreign)).not.toContain(first.reference);
    expect(JSON.stringify(foreign)).not.toContain(first.id);
  });

  it('can be reserved line by line, each line once', async () => {
    const record = aRecord();
    await submitted(office, trading(record, 1, 2));
    await submitted(office, trading(record, 3, 4), 'brokerB');
    expect(codesOf(await refusedOf(trading(record, 5, 2)))).toEqual(['trade-record-used /goods/1/tradeLine']);
    expect(codesOf(await refusedOf(trading(record, 5, null)))).toEqual(['trade-record-used /tradeRecord']);
    await submitted(office, trading(record, 5, 5));
  });

  it('warns a draft, which uses nothing itself', async () => {
    const record = aRecord();
    const draft = await drafted(office, trading(record));
    await submitted(office, trading(record), 'brokerB');
    const later = await drafted(office, trading(record));
    expect(exceptForm(later['findings'])).toMatchObject([{ code: 'trade-record-used', severity: 'warning' }]);
    await submit(office, draft).expect(422);
    expect(await seen(office, draft.id)).toEqual(draft);
  });

  it('is asked for where only a line of it is named', async () => {
    const { body } = await submit(
      office,
      await drafted(office, { ...trading('', 1, 2), tradeRecord: undefined }),
    ).expect(422);
    expect(codesOf(body)).toEqual(['required-missing /tradeRecord']);
    const wrong = { ...declaration(), goods: [{ line: 1, tradeLine: 0 }] };
    await office.as('brokerA').post('/v1/declarations').send(wrong).expect(400);
  });

  it('stays used while returned, follows what is filed again, and is free once cancelled', async () => {
    const [record, other] = [aRecord(), aRecord()];
    const { id, reference } = await submitted(office, trading(record));
    await post(office, [receipt(id, 'E', '30T08:00')]);
    await refusedOf(trading(record));
    const replaced = await office
      .as('brokerA')
      .put(`/v1/declarations/${id}`)
      .set('If-Match', etag(await seen(office, id)))
      .send(declaration({ reference, ...trading(other) }))
      .expect(200);
    await refusedOf(trading(record));
    await submit(office, replaced.body).expect(200);
    await submitted(office, trading(record));
    await refusedOf(trading(other));
    await post(office, [receipt(id, 'D', '31T10:00')]);
    expect(await seen(office, id)).toMatchObject({ status: 'cancelled' });
    await submitted(office, trading(other), 'brokerB');
  });

  it('is neither freed nor taken by closing', async () => {
    const record = aRecord();
    const { id } = await submitted(office, trading(record));
    await post(office, [receipt(id, 'L', '30T08:00'), receipt(id, 'P', '30T09:00'), receipt(id, 'R', '30T10:00')]);
    expect(await seen(office, id)).toMatchObject({ status: 'closed' });
    await refusedOf(trading(record), 'brokerB');
  });
});

describe('two firms that submit one trade record at once', () => {
  // Without lockNumbers in othersOf both had found nobody, and only the unique index stopped the second, with a 409; of a
  // whole record and a line of it, which the index cannot compare, both were answered 200.
  it.each<[string, (number | null)[], (number | null)[]]>([
    ['whole', [], []],
    ['by the same line', [1, 2], [2, 3]],
    ['the one whole and the other by line', [], [1, 2]],
  ])('%s: exactly one gets it', async (_, left, right) => {
    for (let round = 0; round < 3; round++) {
      const record = aRecord();
      const [a, b] = [
        await drafted(office, trading(record, ...left)),
        await drafted(office, trading(record, ...right), 'brokerB'),
      ];
      const answers = await together([() => submit(office, a), () => submit(office, b, 'brokerB')]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    }
  });

  it('is guarded by the database as well', async () => {
    const record = aRecord();
    const [{ id }, other] = [await submitted(office, trading(record)), await submitted(office)];
    const write = office.rows(
      `INSERT INTO reservation SELECT $2, broker_id, kind, number, line FROM reservation WHERE declaration_id = $1`,
      [id, other.id],
    );
    await expect(write).rejects.toThrow(/reservation_held/);
  });
});

describe('a file', () => {
  it('reserves a trade record once, also within itself, and reads Chinese column names', async () => {
    const record = aRecord();
    const head =
      '申报参考号,市场,申报日期,申报地海关,境内发货人代码,境内发货人,实际委托人代码,实际委托人,境外采购商,采购商国别,成交方式,币制,交易单号,商品序号,交易单行号,商品编号,商品名称,数量,单位,商品净重,总价,最终目的国';
    const row = (reference: string, number: string, line: string) =>
      `${reference},KQ-CTC,2021-12-28,2906,91000000MA0000001R,锦泰,92000000MA0000001N,德隆,LAGOS,NGA,FOB,USD,${number},1,${line},5407520090,布,10,030,5,100.00,NGA`;
    const rows = [row('F-1', record, '1'), row('F-2', record, '1'), row('F-3', record, '2'), row('F-4', '', '')];
    const { body } = await office
      .as('brokerA')
      .post('/v1/imports?kind=declarations&submit=true')
      .set('Content-Type', 'text/csv')
      .send(Buffer.from([head, ...rows].join('\n')))
      .expect(202);
    await office.drain();
    const view = (await office.as('brokerA').get(`/v1/imports/${body.id}`).expect(200)).body;
    expect(view).toMatchObject({ accepted: 3, rejected: 1 });
    expect(view.errors).toMatchObject([{ row: 3, column: '交易单行号', code: 'trade-record-used' }]);
  });
});

describe('an amendment', () => {
  it('reserves what it names and frees what it does not, once it is accepted', async () => {
    const [record, other] = [aRecord(), aRecord()];
    const { id } = await submitted(office, trading(record));
    const asked = await ask(id, amend({ tradeRecord: other }));
    expect(asked.status).toBe(201);
    await refusedOf(trading(record));
    await decide(id, asked.body.number).expect(200);
    await refusedOf(trading(other));
    await submitted(office, trading(record), 'brokerB');
  });

  it('to a record that another has is refused, also when the other came in between', async () => {
    const [record, other, third] = [aRecord(), aRecord(), aRecord()];
    await submitted(office, trading(other), 'brokerB');
    const { id } = await submitted(office, trading(record));
    const refused = await ask(id, amend({ tradeRecord: other }));
    expect([refused.status, ...codesOf(refused.body)]).toEqual([422, 'trade-record-used /tradeRecord']);
    const asked = await ask(id, amend({ tradeRecord: third }));
    expect(asked.status).toBe(201);
    await submitted(office, trading(third), 'brokerB');
    const late = await decide(id, asked.body.number).expect(422);
    expect(codesOf(late.body)).toEqual(['trade-record-used /tradeRecord']);
    expect(JSON.stringify(late.body)).toContain('another firm');
  });

  it('that cancels frees the record', async () => {
    const record = aRecord();
    const { id } = await submitted(office, trading(record));
    await post(office, [receipt(id, 'L', '30T08:00')]);
    const asked = await ask(id, cancel('export-abandoned'));
    await refusedOf(trading(record));
    await decide(id, asked.body.number).expect(200);
    await submitted(office, trading(record));
  });
});

describe('a cancellation that was misread', () => {
  it('reserves again what is still free, and records what another has taken', async () => {
    const [free, taken] = [aRecord(), aRecord()];
    const [one, two] = [await submitted(office, trading(free)), await submitted(office, trading(taken))];
    const odd = (id: string) => ({ ...receipt(id, 'D9', '31T10:00') });
    const mapping = { channel: 'single-window', code: 'D9', validFrom: '2021-01-01' };
    await office
      .as('admin')
      .post('/v1/receipt-codes')
      .send({ ...mapping, meaning: 'cancelled', name: '删单' })
      .expect(201);
    await post(office, [odd(one.id), odd(two.id)]);
    const later = await submitted(office, trading(taken), 'brokerB');
    const right = { ...mapping, meaning: 'accepted', name: '接收', corrects: true };
    await office.as('admin').post('/v1/receipt-codes').send(right).expect(201);
    await office.drain();
    expect(await seen(office, one.id)).toMatchObject({ status: 'accepted' });
    await refusedOf(trading(free));
    expect(
      await office.rows(`SELECT subject_id AS id FROM audit_entry WHERE action = 'declaration.used-twice'`),
    ).toEqual([{ id: two.id }]);
    expect(
      await office.rows('SELECT declaration_id AS id FROM reservation WHERE held AND number = $1', [taken]),
    ).toEqual([{ id: later.id }]);
  });
});

describe('money received', () => {
  const pay = (id: string, bankReference: string, who: Who = 'brokerA') =>
    office
      .as(who)
      .post(`/v1/declarations/${id}/fx-receipts`)
      .send({ receivedOn: '2021-12-30', amount: '100.00', currency: 'USD', bankReference });

  it('counts for one live declaration of all firms, and again once that one is cancelled', async () => {
    const [one, other] = [await submitted(office), await submitted(office, {}, 'brokerB')];
    await pay(one.id, 'FX-1').expect(201);
    // Reported again it is the same payment.
    await pay(one.id, 'FX-1').expect(201);
    await pay(other.id, 'FX-1', 'brokerB').expect(409);
    await post(office, [receipt(one.id, 'D', '31T10:00')]);
    await pay(one.id, 'FX-2').expect(409);
    await pay(other.id, 'FX-1', 'brokerB').expect(201);
  });

  // Without lockNumbers in receivePayments the unique index stopped the second one, with another code.
  it('of two firms at once counts for one', async () => {
    const [one, other] = [await submitted(office), await submitted(office, {}, 'brokerB')];
    const answers = await together([() => pay(one.id, 'FX-3'), () => pay(other.id, 'FX-3', 'brokerB')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'reference-taken' });
  });
});

describe('a load that looks declared already', () => {
  const inContainer = (number: string): Partial<DeclarationInput> => ({ containers: [{ number, goodsLines: [1, 2] }] });
  const near = (body: { findings: { code: string; severity: string; message: string }[] }) =>
    body.findings.filter(({ code }) => code === 'near-duplicate');

  it('is a warning on drafts and submissions, across firms, and stops nobody', async () => {
    const first = await submitted(office, inContainer('TCLU5000017'));
    const own = (await submitted(office, inContainer('TCLU5000017'))) as never;
    expect(near(own)).toMatchObject([{ severity: 'warning', message: expect.stringContaining(first.reference) }]);
    const foreign = (await drafted(office, inContainer('TCLU5000017'), 'brokerB')) as never;
    expect(near(foreign)[0]?.message).toContain('another firm');
    expect(JSON.stringify(foreign)).not.toContain(first.reference);
  });

  it('is none in another week, with another total, or beside a draft or a cancelled one', async () => {
    await drafted(office, inContainer('CBHU8901239'));
    const gone = await submitted(office, inContainer('CBHU8901239'));
    await post(office, [receipt(gone.id, 'D', '31T10:00')]);
    expect(near((await submitted(office, inContainer('CBHU8901239'))) as never)).toEqual([]);
    const earlier = { ...inContainer('CBHU8901239'), declaredOn: '2021-12-20' };
    expect(near((await submitted(office, earlier)) as never)).toEqual([]);
    const dearer = {
      ...inContainer('CBHU8901239'),
      goods: [exampleLine(1), exampleLine(2, { totalPrice: '1000.01' })],
    };
    expect(near((await submitted(office, dearer)) as never)).toEqual([]);
  });
});
