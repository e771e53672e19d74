import { post, seen, submit, submitted } from '../support/trade/declaring.js';
import { Given } from '../support/trade/given.js';
import { useOffice } from '../support/office.js';

const office = useOffice({ at: '2026-11-10T02:00:00Z' });
const given = new Given(office);

/** A moment of November 2026 in Asia/Shanghai. */
const at = (day: number, time: string): string => new Date(`2026-11-${day}T${time}:00+08:00`).toISOString();
const path = '/v1/clearance-runs/KQ-CTC/2026-11-10';

const periodOf = (day: string): string => day.replace('clearance-runs', 'periods/daily-clearance');

describe('a day', () => {
  it('looks the same when it is computed again after later receipts, returns and a dismissal', async () => {
    await given.followUp('KQ-CTC', '2026-11-10');
    const parked = await given.parkedReceipt({ receivedAt: at(10, '09:00') });
    const waiting = await given.declaration({ filed: at(10, '09:00') });
    const released = await given.declaration({ filed: at(10, '08:00'), released: at(10, '09:30') });
    office.clock.goTo(at(10, '20:00'));
    await office.tick();
    await office.drain();
    const { body: official } = await office.as('officer').get(path).expect(200);

    office.clock.stopAt(at(11, '10:00'));
    await office.as('officer').post(`/v1/receipts/${parked.id}/dismiss`).send({ reason: '重复' }).expect(200);
    const receipts = [
      { declarationId: waiting.id, code: 'return', eventTime: at(11, '09:00') },
      { declarationId: released.id, code: 'close', eventTime: at(11, '09:10') },
      { declarationId: released.id, code: 'cancel', eventTime: at(11, '09:20') },
    ].map((receipt) => ({ ...receipt, channel: 'officer' }));
    await office.as('officer').post('/v1/receipts').send({ receipts }).expect(200);
    const { body: again } = await office
      .as('officer')
      .post(`${periodOf(path)}/rerun`)
      .send({ reason: 'Later facts' })
      .expect(201);
    expect(again.difference).toEqual({ added: 0, gone: 0, changed: 0, moved: 0 });
    expect(again.digest).toBe(official.digest);
    expect(official.carriedOver).toBe(3);
  });

  it('still has what was returned in it, after it was filed again the next day under the day it names', async () => {
    const rates = [
      { currency: 'USD', toCny: '7.1', toUsd: '1' },
      { currency: 'CNY', toCny: '1', toUsd: '0.14085' },
    ];
    await office.as('admin').put('/v1/rates/2026-11').set('If-Match', '*').send({ rates }).expect(200);
    await given.followUp('KQ-CTC', '2026-11-12');
    office.clock.stopAt(at(12, '10:00'));
    const untouched = await submitted(office, { declaredOn: '2026-11-12' });
    const actedOn = await submitted(office, { declaredOn: '2026-11-12' });
    const receipt = (code: string, declarationId: string, time: string) => {
      return { channel: 'officer', code, declarationId, eventTime: at(12, time) };
    };
    office.clock.stopAt(at(12, '18:30'));
    await post(office, [receipt('return', untouched.id, '18:00'), receipt('return', actedOn.id, '18:00')]);
    office.clock.goTo(at(12, '20:00'));
    await office.tick();
    await office.drain();
    const day = '/v1/clearance-runs/KQ-CTC/2026-11-12';
    const { body: official } = await office.as('officer').get(day).expect(200);

    office.clock.stopAt(at(13, '10:00'));
    await post(office, [receipt('release', actedOn.id, '21:00')]);
    for (const { id } of [untouched, actedOn]) await submit(office, await seen(office, id)).expect(200);
    const { body: again } = await office
      .as('officer')
      .post(`${periodOf(day)}/rerun`)
      .send({ reason: 'Later facts' })
      .expect(201);
    expect(again.difference).toEqual({ added: 0, gone: 0, changed: 0, moved: 0 });
    expect(again.digest).toBe(official.digest);
    expect((await seen(office, actedOn.id)).status).toBe('released');
  });

  it('names the receipt that was parked in it and found its declaration later as what made the difference', async () => {
    await given.followUp('KQ-CTC', '2026-11-16');
    const { id } = await given.declaration({ filed: at(16, '09:00') });
    const entryId = '290620260000004711';
    office.clock.stopAt(at(16, '10:00'));
    await post(office, [{ channel: 'officer', code: 'accept', entryId, eventTime: at(16, '09:30') }]);
    office.clock.goTo(at(16, '20:00'));
    await office.tick();
    await office.drain();

    office.clock.stopAt(at(17, '10:00'));
    await post(office, [
      { channel: 'officer', code: 'release', declarationId: id, entryId, eventTime: at(17, '09:00') },
    ]);
    const day = '/v1/clearance-runs/KQ-CTC/2026-11-16';
    const { body: again } = await office
      .as('officer')
      .post(`${periodOf(day)}/rerun`)
      .send({ reason: 'Placed' })
      .expect(201);
    const { body } = await office
      .as('officer')
      .get(`${periodOf(day)}/revisions/${again.number}`)
      .expect(200);
    expect(body.items).toMatchObject([
      {
        ...{ what: 'gone', kind: 'submitted-without-receipt' },
        facts: [{ fact: 'receipt', code: 'accept', eventTime: at(16, '09:30'), arrivedAt: at(17, '10:00') }],
      },
    ]);
  });
});
