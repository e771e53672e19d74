import { useOffice } from '../support/office.js';
import { person, signedIn } from '../support/signing-in.js';
import { drafted, etag, post, submit, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });
const code = ({ status, body }: { status: number; body: { code?: string } }) => `${status} ${body.code ?? ''}`.trim();
const merge = (from: string, into: string) =>
  office.as('admin').post(`/v1/organisations/${from}/merge`).set('If-Match', '*').send({ into });
const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

beforeAll(() => putRates(office));

describe('a firm that is merged into another one', () => {
  let draft: Awaited<ReturnType<typeof drafted>>;
  let filed: Awaited<ReturnType<typeof submitted>>;
  let clerk = '';
  let survivorId = '';
  const mergedId = () => office.people.organisations.brokerB;
  const survivor = () => office.as('brokerA');
  const onBehalf = (path: string) => survivor().get(path).set('Acting-For', mergedId());

  beforeAll(async () => {
    survivorId = office.people.organisations.brokerA;
    draft = await drafted(office, {}, 'brokerB');
    filed = await submitted(office, {}, 'brokerB');
    const made = await person(office, { login: 'merged', organisation: mergedId(), firmAdministrator: true });
    clerk = made.id;
  });

  it('is a broker that is open, as the other one is, and not the same', async () => {
    for (const into of [mergedId(), office.people.organisations.office]) {
      expect(code(await merge(mergedId(), into))).toBe('422 merge-impossible');
    }
    expect(code(await merge(mergedId(), '019a95e2-4c00-7000-8000-00000000ffff'))).toBe('422 not-found');
    expect(code(await survivor().post(`/v1/organisations/${mergedId()}/merge`).send({ into: survivorId }))).toBe(
      '403 not-allowed',
    );
    expect(code(await onBehalf('/v1/me'))).toBe('403 acting-for-unknown');
  });

  it('is closed, and its people and keys are those of the other one', async () => {
    const before = await signedIn(office, clerk);
    const { body } = await merge(mergedId(), survivorId).expect(200);
    expect(body).toMatchObject({ state: 'closed', mergedInto: survivorId, revision: 2 });
    await before.browser.get('/v1/me').expect(401);
    const { browser } = await signedIn(office, clerk);
    const { body: me } = await browser.get('/v1/me').expect(200);
    expect(me).toMatchObject({ organisation: { id: survivorId }, firmAdministrator: false });
    expect(me.mergedFirms).toEqual([{ id: mergedId(), name: '柯桥乙报关行' }]);
    const { body: byKey } = await office.anonymous.get('/v1/me').set(bearer(office.people.keys.brokerB)).expect(200);
    expect(byKey.organisation.id).toBe(survivorId);
  });

  it('has what it declared for itself, and the other one sees and finishes it on its behalf', async () => {
    await survivor().get(`/v1/declarations/${draft.id}`).expect(404);
    const { body } = await onBehalf('/v1/declarations').expect(200);
    expect(new Set(body.items.map(({ id }: { id: string }) => id))).toEqual(new Set([draft.id, filed.id]));
    const items = await onBehalf('/v1/todo').expect(200);
    expect(items.body.items.length).toBeGreaterThan(0);
    await submit(office, draft, 'brokerA').set('Acting-For', mergedId()).expect(200);
    await post(office, [receipt('R', '28T11:30', { declarationId: filed.id })]);
    const query = 'from=2021-12-01&to=2021-12-31&groupBy=broker';
    const report = await office.as('analyst').get(`/v1/reports/export-value?${query}`).expect(200);
    expect(report.body.rows.map(({ broker }: { broker: string }) => broker)).toEqual([mergedId()]);
    const { body: audit } = await office
      .as('auditor')
      .get(`/v1/audit?subject=${draft.id}&action=declaration.submitted`)
      .expect(200);
    expect(audit.items).toMatchObject([{ actorName: 'brokerA', organisation: mergedId() }]);
  });

  it('begins nothing new', async () => {
    const begin = (path: string, body: object) => survivor().post(path).set('Acting-For', mergedId()).send(body);
    expect(code(await begin('/v1/declarations', { reference: 'NEW-1', market: 'KQ-CTC' }))).toBe('403 firm-merged');
    expect(code(await begin(`/v1/declarations/${filed.id}/copy`, { reference: 'NEW-2' }))).toBe('403 firm-merged');
    const file = survivor()
      .post('/v1/imports?kind=declarations')
      .set({ 'Acting-For': mergedId(), 'Content-Type': 'text/csv' });
    expect(code(await file.send('reference,market'))).toBe('403 firm-merged');
    expect(code(await begin('/v1/keys', { role: 'broker' }))).toBe('422 organisation-closed');
  });

  it('is acted for by nobody else, and by nobody once it is open again', async () => {
    for (const who of ['officer', 'analyst', 'admin'] as const) {
      expect(code(await office.as(who).get('/v1/me').set('Acting-For', mergedId()))).toBe('403 acting-for-unknown');
    }
    const again = { name: '柯桥乙报关行', state: 'open' };
    const { body } = await office
      .as('admin')
      .put(`/v1/organisations/${mergedId()}`)
      .set('If-Match', '*')
      .send(again)
      .expect(200);
    expect(body.mergedInto).toBeNull();
    expect(code(await onBehalf('/v1/me'))).toBe('403 acting-for-unknown');
    expect(etag(body)).toBe('"r3"');
  });
});
