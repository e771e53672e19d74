import { submitted } from '../support/trade/declaring.js';
import { Filing, type Import } from '../support/trade/filing.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2021-12-30T02:00:00Z' });
const filing = new Filing(office);

beforeAll(() => putRates(office));

describe('a file of facts', () => {
  it('has receipts, each a fact of its own, from a firm or from customs', async () => {
    const declared = await submitted(office, { reference: 'FACT-1' });
    const columns = ['参考号', '代码', '时间', '说明', 'colour'];
    const rows = [
      { 参考号: 'FACT-1', 代码: 'L', 时间: '2021/12/28 10:00:00', 说明: '已接受', colour: 'red' },
      { 参考号: 'FACT-1', 代码: 'P', 时间: '2021-12-29 10:00' },
      { 参考号: 'NOBODY-1', 代码: 'P', 时间: '2021-12-29 10:00' },
      { 参考号: 'FACT-1', 代码: 'R', 时间: 'yesterday' },
    ];
    const textOf = (all: readonly Record<string, string>[]) =>
      [columns, ...all.map((each) => columns.map((name) => each[name] ?? ''))]
        .map((cells) => cells.join(','))
        .join('\n');
    const sent = async (content: Buffer, who: 'brokerA' | 'officer' = 'brokerA') => {
      const answer = await office
        .as(who)
        .post('/v1/imports?kind=receipts')
        .set('Content-Type', 'text/csv')
        .send(content)
        .expect(202);
      await office.drain();
      return (await office.as(who).get(`/v1/imports/${answer.body.id}`).expect(200)).body as Import;
    };
    const file = Buffer.from(textOf(rows));
    const first = await sent(file);
    expect(first).toMatchObject({ state: 'finished', rows: 4, created: 3, rejected: 1, unchanged: 0 });
    expect(first.errors.map(({ row: number, column, code }) => [number, column, code])).toEqual(
      expect.arrayContaining([
        [5, '时间', 'instant-invalid'],
        [1, 'colour', 'column-unknown'],
        [4, null, 'fact-parked'],
      ]),
    );
    expect((await office.as('brokerA').get(`/v1/declarations/${declared.id}`)).body.status).toBe('released');
    expect(await sent(file, 'officer')).toMatchObject({ rejected: 1 });
    expect(await sent(file)).toMatchObject({ created: 0, unchanged: 3, rejected: 1 });
    const refused = await office
      .as('officer')
      .post('/v1/imports?kind=declarations')
      .set('Content-Type', 'text/csv')
      .send('a,b\n');
    expect(refused.status).toBe(403);
  });

  it("has container events; one that is not its sender's is refused by itself", async () => {
    const text =
      '柜号,市场,事件代码,事件时间,封号\n' +
      'CSQU3054383,KQ-CTC,STUF,2021/12/28 09:00,SEAL1\n' +
      'CSQU3054383,KQ-CTC,CUSR,2021/12/28 10:00,\n' +
      'CSQU3054384,KQ-CTC,GTIN,2021/12/28 10:00,\n';
    const answer = await office
      .as('brokerA')
      .post('/v1/imports?kind=events')
      .set('Content-Type', 'text/csv')
      .send(text)
      .expect(202);
    await office.drain();
    const view = await filing.look(answer.body.id);
    expect(view).toMatchObject({ rows: 3, created: 1, rejected: 2 });
    expect(view.errors.map(({ row: number, code }) => `${number} ${code}`).sort()).toEqual([
      '3 event-not-yours',
      '4 container-number-invalid',
    ]);
    const { text: back } = await office.as('brokerA').get(`/v1/imports/${view.id}/rejected.csv`).expect(200);
    expect(back.trim().split('\r\n')).toHaveLength(3);
  });
});
