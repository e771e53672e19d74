import { amend, amending, cancel, CHEAPER } from '../support/trade/amending.js';
import { post, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { type Who, useOffice } from '../support/office.js';
import { entryId, receipt } from '../support/trade/receiving.js';

const office = useOffice({ at: '2021-12-31T12:00:00Z' });
const { ask, decide } = amending(office);

beforeAll(() => putRates(office));
beforeEach(() => office.clock.stopAt('2021-12-31T12:00:00Z'));

interface Entry {
  [field: string]: unknown;
}

const timeline = async (id: string, who: Who = 'officer') => {
  const { body } = await office.as(who).get(`/v1/declarations/${id}/timeline`).expect(200);
  return body.items as Entry[];
};
const summaries = (items: Entry[]) => items.map(({ what, status, counts }) => [what, status, counts]);

describe('the timeline of a declaration', () => {
  it('shows a life with an amendment, a cancellation and a code nobody knows, in the order in which it happened', async () => {
    const { id } = await submitted(office, { declaredOn: '2021-12-28' });
    const number = entryId();
    await post(office, [
      receipt('R', '30T10:00', { declarationId: id }),
      receipt('w', '29T12:00', { declarationId: id, text: '其他' }),
      receipt('P', '29T10:00', { declarationId: id }),
      receipt('L', '28T09:00', { declarationId: id, entryId: number, text: '海关已接收' }),
    ]);
    await ask(id, amend(CHEAPER));
    await decide(id, 1).expect(200);
    office.clock.stopAt('2021-12-31T13:00:00Z');
    await ask(id, cancel('never-exported'));
    await decide(id, 2).expect(200);
    const items = await timeline(id);
    expect(summaries(items)).toEqual([
      ['submitted', 'submitted', true],
      ['accepted', 'accepted', true],
      ['released', 'released', true],
      ['code-unknown', null, false],
      ['closed', 'closed', true],
      ['amendment-asked', null, false],
      ['amendment-accepted', null, true],
      ['amendment-asked', null, false],
      ['amendment-accepted', null, true],
      ['cancelled', 'cancelled', true],
    ]);
    expect(items[1]).toMatchObject({
      ...{ at: '2021-12-28T01:00:00.000Z', arrivedAt: '2021-12-31T12:00:00.000Z', source: 'single-window', code: 'L' },
      ...{ text: '海关已接收', entryId: number, by: 'officer', episode: 1 },
    });
    expect(items[6]).toMatchObject({ version: 2, source: 'customs', amendment: { number: 1, kind: 'amend' } });
  });

  it('shows a deletion after the release, and a release after the deletion that counts for nothing', async () => {
    const { id } = await submitted(office, { declaredOn: '2021-12-28' });
    await post(office, [
      receipt('P', '29T10:00', { declarationId: id }),
      receipt('D', '29T11:00', { declarationId: id }),
      receipt('P', '29T12:00', { declarationId: id }),
    ]);
    expect(summaries(await timeline(id)).slice(1)).toEqual([
      ['released', 'released', true],
      ['cancelled', 'cancelled', true],
      ['released', 'cancelled', false],
    ]);
  });

  it('shows a firm its own people and not those of customs, and another firm nothing', async () => {
    const { id } = await submitted(office);
    await post(office, [receipt('L', '28T09:00', { declarationId: id })]);
    const items = await timeline(id, 'brokerA');
    expect(items.map(({ source, by }) => [source, by])).toEqual([
      ['broker', 'brokerA'],
      ['single-window', undefined],
    ]);
    await office.as('brokerB').get(`/v1/declarations/${id}/timeline`).expect(404);
    await office.as('officerElsewhere').get(`/v1/declarations/${id}/timeline`).expect(404);
    await office.as('analyst').get(`/v1/declarations/${id}/timeline`).expect(403);
    await office.as('officer').get(`/v1/declarations/${id}/timeline?limit=1`).expect(400);
  });
});
