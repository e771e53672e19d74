import { drafted, submit } from '../support/trade/declaring.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2026-11-18T02:00:00Z' });

interface Finding {
  code: string;
  severity: string;
  pointer: string;
  message: string;
}

const append = (body: object) => office.as('admin').post('/v1/trade-rules').send(body);
/** In no container, or it would look like the one before. */
const loose = (changes: object = {}) => drafted(office, { declaredOn: undefined, containers: undefined, ...changes });

beforeAll(async () => {
  for (const month of ['2026-11', '2027-01', '2027-02']) {
    const rates = [{ currency: 'USD', toCny: '7.1', toUsd: '1' }];
    await office.as('admin').put(`/v1/rates/${month}`).set('If-Match', '*').send({ rates }).expect(200);
  }
});

describe('a rule that warns as shipped', () => {
  const form = { code: 'form-incomplete', validFrom: '2027-02-01', refusesFrom: '2027-02-01', source: '市场办通知' };
  const missing = (answer: unknown) =>
    (answer as Finding[])
      .filter(({ code }) => code === form.code)
      .map(({ severity, pointer }) => `${severity} ${pointer}`);

  it('warns field by field, is listed without days, and stops no submission', async () => {
    const draft = await loose({ billOfLading: undefined });
    expect(missing(draft['findings'])).toEqual(['warning /billOfLading', 'warning /containers']);
    const { body } = await office.as('brokerA').get('/v1/trade-rules?limit=500').expect(200);
    expect((body.items as Finding[]).find(({ code }) => code === form.code)).toMatchObject({
      severity: 'warning',
      dates: null,
    });
    await submit(office, draft).expect(200);
  });

  it('refuses from the day an administrator sets, which its warnings and the affected drafts name', async () => {
    await append(form).expect(201);
    const draft = await loose({ billOfLading: undefined });
    const [first] = exceptTheRest(draft['findings']);
    expect(first?.message).toContain('From 2027-02-01 on');
    const { body } = await office.as('brokerA').get(`/v1/trade-rules/${form.code}/drafts`).expect(200);
    expect(body.items[0]).toMatchObject({ id: draft.id });
    office.clock.stopAt('2027-01-31T16:00:00Z');
    const { body: problem } = await submit(office, draft).expect(422);
    expect(missing(problem.violations)).toEqual(['error /billOfLading', 'error /containers']);
    await append({ code: form.code, withdrawn: true, source: '市场办通知' }).expect(201);
    expect(missing((await loose())['findings'])).toEqual([]);
  });

  const exceptTheRest = (findings: unknown) => (findings as Finding[]).filter(({ code }) => code === form.code);
});
