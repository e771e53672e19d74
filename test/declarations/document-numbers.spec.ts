import { newId } from '../../src/vocabulary/id.js';
import { pagesOf } from '../support/pdf-text.js';
import { submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });
const BUYER = { name: 'LAGOS FABRICS', country: 'NGA', documentNumber: 'A01234567' };
const PRINCIPAL = { idType: 'ID', id: '330602199001011231', name: '王某' };
const NUMBERS = [BUYER.documentNumber, PRINCIPAL.id];

let id = '';
beforeAll(async () => {
  await putRates(office);
  id = (await submitted(office, { buyer: BUYER, principal: PRINCIPAL })).id;
});

const read = (who: Who, reason: unknown = '与护照原件核对', of = id) =>
  office.as(who).post(`/v1/declarations/${of}/document-numbers`).send({ reason });

describe('document numbers', () => {
  it('are whole for the firm that has declared them', async () => {
    const { body } = await office.as('brokerA').get(`/v1/declarations/${id}`).expect(200);
    expect([body.buyer.documentNumber, body.principal.id]).toEqual(NUMBERS);
  });

  it.each(['officer', 'admin'] as const)('show their end alone to %s, in every answer', async (who) => {
    const { body } = await office.as(who).get(`/v1/declarations/${id}`).expect(200);
    expect([body.buyer.documentNumber, body.principal.id]).toEqual(['*****4567', '**************1231']);
    for (const path of ['', '/versions', '/versions/1', '/timeline', '/receipts', '/merging'])
      for (const number of NUMBERS)
        expect((await office.as(who).get(`/v1/declarations/${id}${path}`).expect(200)).text).not.toContain(number);
    for (const path of ['/v1/declarations', '/v1/parties', '/v1/search?q=LAGOS'])
      for (const number of NUMBERS) expect((await office.as(who).get(path).expect(200)).text).not.toContain(number);
  });

  it('stand on the paper of an officer as on the screen', async () => {
    const paper = async (who: Who) =>
      pagesOf(
        (await office.as(who).get(`/v1/declarations/${id}?format=pdf`).buffer(true).expect(200)).body as Buffer,
      ).join('');
    expect(await paper('brokerA')).toContain(BUYER.documentNumber);
    const seen = await paper('officer');
    expect(seen).toContain('*****4567');
    expect(seen).not.toContain(BUYER.documentNumber);
  });

  it('are read with a reason, which is audited with who asked', async () => {
    const { body } = await read('officer').expect(200);
    expect(body).toEqual({ buyer: BUYER.documentNumber, principal: PRINCIPAL.id });
    const { body: audit } = await office.as('admin').get(`/v1/audit?subject=declaration:${id}`).expect(200);
    expect(audit.items[0]).toMatchObject({
      action: 'declaration.document-numbers-read',
      actorName: 'officer',
      detail: { reason: '与护照原件核对' },
    });
    expect(JSON.stringify(audit)).not.toContain(BUYER.documentNumber);
  });

  it('are not read without a reason, by another office, or of what is not there', async () => {
    const before = await office.rows(`SELECT 1 FROM audit_entry WHERE action = 'declaration.document-numbers-read'`);
    await read('officer', null).expect(400);
    await read('officer', ' ').expect(400);
    await read('officerElsewhere').expect(404);
    await read('officer', 'x', newId()).expect(404);
    for (const who of ['brokerA', 'analyst', 'channel'] as const) await read(who).expect(403);
    const after = await office.rows(`SELECT 1 FROM audit_entry WHERE action = 'declaration.document-numbers-read'`);
    expect(after).toHaveLength(before.length);
  });

  it('stay masked in an answer that is repeated under its Idempotency-Key', async () => {
    const changes = { buyer: { ...BUYER, documentNumber: 'B98765432' } };
    const ask = () =>
      office
        .as('officer')
        .post(`/v1/declarations/${id}/amendments`)
        .set('If-Match', '*')
        .set('Idempotency-Key', 'masked-1')
        .send({ kind: 'amend', reasonCode: 'misdeclared', reason: 'x', changes });
    const [first, again] = [await ask().expect(201), await ask().expect(201)];
    expect(again.headers['idempotency-replayed']).toBe('true');
    for (const { text } of [first, again]) {
      expect(text).toContain('*****5432');
      expect(text).not.toContain('B98765432');
    }
  });
});
