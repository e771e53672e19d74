import { newId } from '../../../src/vocabulary/id.js';
import { Given } from '../trade/given.js';
import { drafted, submitted } from '../trade/declaring.js';
import { putRates } from '../trade/market-day.js';
import { person, signedIn } from '../signing-in.js';
import { shipping } from '../trade/shipping.js';
import type { Office, Who } from '../office.js';

export type Ids = Readonly<Record<string, string>>;

/** What brokerA and the office of Shaoxing have, for strangers to ask for. */
export interface World {
  /** Path parameters that lead somewhere, by the beginning of a route. */
  readonly things: Readonly<Record<string, Ids>>;
  /** Texts that stand in no answer to a stranger who has not sent them: ids, references, names and numbers of brokerA's. */
  readonly secrets: readonly string[];
  /** Values of query and body parameters that name something of brokerA's, by parameter. */
  readonly named: Ids;
}

const BUYER = { name: 'SECRET BUYER', country: 'NGA', documentNumber: 'SECRET-DOC-4711' };
const REFERENCE = 'SECRET-REF-1';
const REASON = 'SECRET-REASON';
const MAIL = 'secret@firm.example';

/** Begins on 28 December 2021, and ends in January with the day, the week and the month of what was done. */
export async function settle(office: Office): Promise<World> {
  const given = new Given(office);
  await given.followUp('KQ-CTC', '2021-12-01');
  await putRates(office);
  const filed = { reference: REFERENCE, buyer: BUYER, billOfLading: 'SECRETBL1' };
  const asked = await submitted(office, filed);
  const draft = await drafted(office, { reference: 'SECRET-REF-2', buyer: BUYER });
  const { id: closed } = await given.declaration({
    ...{ reference: 'SECRET-REF-3', filed: '2021-12-28T02:00:00Z', released: '2021-12-29T02:00:00Z' },
    ...{ closed: '2021-12-30T02:00:00Z', items: [{ to: 'NGA', cny: '700.00', usd: '100.00' }] },
  });
  const { id: overdue } = await given.declaration({
    ...{ reference: 'SECRET-REF-4', filed: '2021-12-02T02:00:00Z', released: '2021-12-03T02:00:00Z' },
  });
  await given.system((tx) =>
    tx.run(
      `UPDATE declaration SET header = jsonb_build_object('reference', reference, 'market', market) WHERE header = '{}'`,
    ),
  );
  const declarations = await requests(office, asked.id);
  const visit = await visitOf(office);
  const own = await ownThings(office);
  const periods = await periodsOf(office);
  const ids = [
    asked.id,
    draft.id,
    closed,
    overdue,
    ...Object.values(visit),
    ...Object.values(own).flatMap(Object.values),
  ];
  return {
    things: {
      '/v1/declarations/': { ...declarations, id: asked.id },
      '/v1/shipments/': visit,
      ...own,
      ...periods.things,
      '/v1/organisations/': { id: office.people.organisations.brokerA },
      '/v1/jobs/failed/': { id: await failedJob(given) },
      // Of what everybody knows: what there is under it is not.
      '/v1/trade-rules/': { code: 'buyer-document-missing' },
      '/v1/code-tables/': { table: 'unit' },
    },
    secrets: [...ids, ...Object.values(periods.ids), office.people.organisations.brokerA].concat([
      ...[
        ...[2, 3, 4, 5, 6, 7, 'KEY', 'LOGIN'].map((which) => `SECRET-REF-${which}`),
        'SECRET BUYER',
        'SECRET-DOC',
        'SECRETBL1',
        REASON,
        MAIL,
        '柯桥甲报关行',
        office.people.actors.brokerA.keyId ?? '',
      ],
    ]),
    named: {
      ...{ broker: office.people.organisations.brokerA, organisation: office.people.organisations.brokerA },
      ...{
        declarationId: asked.id,
        subject: `declaration:${asked.id}`,
        reference: REFERENCE,
        search: 'SECRET',
        q: 'SECRET',
      },
      ...{ billOfLading: 'SECRETBL1', buyer: 'SECRET BUYER', splitGroup: draft.id },
      // Markets and offices are known to everybody; what they hold is not.
      ...{ market: 'KQ-CTC', customsOffice: '2906' },
    },
  };
}

/** A job of the market that has failed for good. */
async function failedJob(given: Given): Promise<string> {
  const id = newId();
  await given.system((tx) =>
    tx.run(
      `INSERT INTO outbox (id, job, payload, sent_at, attempts, last_error, failed_at, next_attempt_at)
       VALUES ($1, 'refresh-next-steps', $2, NULL, 5, 'not today', now(), now() + interval '1 minute')`,
      [id, { market: 'KQ-CTC', container: 'CSQU3054383' }],
    ),
  );
  return id;
}

async function requests(office: Office, id: string): Promise<Ids> {
  const amendment = {
    kind: 'amend',
    reasonCode: 'misdeclared',
    reason: REASON,
    changes: { billOfLading: 'SECRETBL2' },
  };
  await office.as('brokerA').post(`/v1/declarations/${id}/amendments`).set('If-Match', '*').send(amendment).expect(201);
  const fields = [{ pointer: '/goods/0/netWeightKg', comment: REASON }];
  await office.as('officer').post(`/v1/declarations/${id}/corrections`).send({ fields, send: true }).expect(201);
  return { number: '1' };
}

async function visitOf(office: Office): Promise<Ids> {
  const { open } = shipping(office);
  const visit = await open({ reference: 'SECRET-REF-5' });
  const held = { reason: REASON, owner: 'x', reviewOn: '2021-12-30' };
  const hold = await office.as('officer').post(`/v1/shipments/${visit.id}/holds`).send(held).expect(201);
  const ordered = await office.as('officer').post(`/v1/shipments/${visit.id}/inspections`).send({ reason: REASON });
  return { id: visit.id, holdId: hold.body.id, inspectionId: ordered.body.id };
}

/** What belongs to a firm, or to an office, beside declarations and containers. */
async function ownThings(office: Office): Promise<Record<string, Ids>> {
  const post = (who: Who, path: string, body: object) => office.as(who).post(path).send(body);
  const file = await office
    .as('brokerA')
    .post('/v1/imports?kind=declarations')
    .set('Content-Type', 'text/csv')
    .send('reference,market,line\nSECRET-REF-6,KQ-CTC,1\n')
    .expect(202);
  const parked = {
    channel: 'single-window',
    code: 'L',
    reference: 'SECRET-REF-7',
    eventTime: '2021-12-28T09:00:00+08:00',
  };
  const lost = await post('officer', '/v1/receipts', { receipts: [parked] }).expect(200);
  const hook = await post('brokerA', '/v1/webhooks', {
    ...{ url: 'http://127.0.0.1:9/secret', events: ['declaration.moved'] },
  }).expect(201);
  const delivery = await post('brokerA', `/v1/webhooks/${hook.body.id}/test`, {}).expect(202);
  const { brokerA } = office.people.organisations;
  await office.as('brokerA').put(`/v1/organisations/${brokerA}/notice-address`).send({ email: MAIL }).expect(200);
  const { id: personId } = await person(office, { login: 'SECRET-REF-LOGIN', organisation: brokerA });
  const key = await post('brokerA', '/v1/keys', { role: 'broker', name: 'SECRET-REF-KEY' }).expect(201);
  const mapping = { headers: { 'SECRET-REF-2': 'reference' } };
  await office.as('brokerA').put('/v1/import-mappings/secret-ref-erp').send(mapping).expect(200);
  const question = { from: '2021-12-01', to: '2021-12-31' };
  const link = await post('brokerA', '/v1/report-links', { question, format: 'csv' }).expect(201);
  return {
    '/v1/imports/': { id: file.body.id },
    '/v1/receipts/': { id: lost.body.results[0].receiptId },
    '/v1/webhooks/': { id: hook.body.id, deliveryId: delivery.body.id },
    '/v1/keys/': { id: key.body.id },
    '/v1/people/': { id: personId },
    '/v1/displays/': { id: await display(office) },
    '/v1/import-mappings/': { name: 'secret-ref-erp' },
    '/v1/report-links/': { id: link.body.id },
  };
}

/** A display on the wall of the office of Shaoxing. */
async function display(office: Office): Promise<string> {
  const organisation = office.people.organisations.office;
  const { id } = await person(office, { login: 'SECRET-REF-WALL', roles: ['officer'], organisation });
  const { browser } = await signedIn(office, id);
  await browser.post('/v1/displays').send({ market: 'KQ-CTC' }).expect(201);
  const { body } = await office.as('officer').get('/v1/displays').expect(200);
  return body.items[0].id as string;
}

async function periodsOf(office: Office): Promise<{ things: Record<string, Ids>; ids: string[] }> {
  office.clock.goTo('2022-01-04T02:00:00Z');
  const post = (path: string, body: object) => office.as('officer').post(path).send(body).expect(202);
  await post('/v1/clearance-runs', { market: 'KQ-CTC', date: '2021-12-29' });
  await post('/v1/settlements', { market: 'KQ-CTC', week: '2021-W52' });
  await post('/v1/reminders', { market: 'KQ-CTC', month: '2021-12' });
  await office.drain();
  const ofBrokerA = async (path: string): Promise<string> => {
    const { body } = await office.as('brokerA').get(path).expect(200);
    return body.items[0].id as string;
  };
  const settlement = await ofBrokerA('/v1/settlements');
  const reminder = await ofBrokerA('/v1/reminders');
  const day = { kind: 'daily-clearance', market: 'KQ-CTC', period: '2021-12-29', date: '2021-12-29', number: '1' };
  return {
    ids: [settlement, reminder],
    things: {
      '/v1/settlements/': { id: settlement, step: 'declared' },
      '/v1/reminders/': { id: reminder },
      '/v1/clearance-runs/': day,
      '/v1/periods/': day,
      '/v1/jobs/{kind}/': day,
    },
  };
}
