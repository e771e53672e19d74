import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2026-11-18T02:00:00Z' });

describe('the trial clock', () => {
  it('is moved by an administrator only', async () => {
    await office.as('officer').put('/v1/clock').send({ now: '2026-11-20T02:00:00Z' }).expect(403);
    const { body } = await office.as('admin').put('/v1/clock').send({ now: '2026-11-20T02:00:00Z' }).expect(200);
    expect(body).toMatchObject({ today: '2026-11-20', movable: true });
  });

  it('enters and runs what falls due on the way, oldest first and once each', async () => {
    await office
      .as('admin')
      .put('/v1/markets/KQ-CTC')
      .set('If-Match', '*')
      .send({ followUpSince: '2026-11-18' })
      .expect(200);
    const { body } = await office.as('admin').put('/v1/clock').send({ now: '2026-11-22T02:00:00Z' }).expect(200);
    const days = body.due.map(({ kind, period }: { kind: string; period: string }) => `${kind} ${period}`);
    expect(days).toEqual(['18', '19', '20', '21'].map((day) => `daily-clearance 2026-11-${day}`));
    await office.drain();
    const { body: runs } = await office.as('officer').get('/v1/clearance-runs?market=KQ-CTC').expect(200);
    expect(runs.items.map(({ state }: { state: string }) => state)).toEqual(Array(4).fill('finished'));
    const again = await office.as('admin').put('/v1/clock').send({ now: '2026-11-22T03:00:00Z' }).expect(200);
    expect(again.body.due).toEqual([]);
  });

  it('refuses what is no instant', async () => {
    const { body } = await office.as('admin').put('/v1/clock').send({ now: 'tomorrow' }).expect(400);
    expect(body.violations).toMatchObject([{ code: 'instant-invalid', pointer: '/now' }]);
  });
});
