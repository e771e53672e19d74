import { drafted, post, seen, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';
import { receipt } from '../support/trade/receiving.js';
import { newContainerNumber, shipping } from '../support/trade/shipping.js';

const office = useOffice({ at: '2021-12-28T04:00:00Z' });
const { open, read } = shipping(office);

beforeAll(() => putRates(office));

/** A visit that brokerA opened, with a declaration of each firm in its container. */
async function shared() {
  const number = newContainerNumber();
  const containers = [{ number, goodsLines: [1, 2] }];
  const visit: { id: string } = await open({ containerNumber: number });
  const [mine, theirs] = [await submitted(office, { containers }), await submitted(office, { containers }, 'brokerB')];
  return { number, containers, visit: visit.id, mine: mine.id, theirs: theirs.id };
}

const stepOf = async (id: string, who: Who) => ((await seen(office, id, who))['next'] as { step: string }).step;
const sharedAtDraw = async (...ids: string[]) =>
  office.rows<{ id: string; shared: boolean }>(
    `SELECT declaration_id AS id, (inputs ->> 'containerShared')::boolean AS shared FROM lane_draw
     WHERE declaration_id = ANY ($1) ORDER BY drawn_at, declaration_id`,
    [ids],
  );

describe('of a declaration that another firm has in the same container', () => {
  it('the page of the container counts it, and its release waits for it', async () => {
    const { visit } = await shared();
    const page = await read(visit);
    expect(page.others).toEqual({ count: 1, waiting: 1, worstStatus: 'submitted' });
    expect(page.blockedBy.map(({ kind }: { kind: string }) => kind)).toContain('declarations-of-others');
  });

  it('the next step is the review of a hold that was placed on the visit, before and after its submission', async () => {
    const { visit, mine, theirs, containers } = await shared();
    const hold = { reason: 'Weight differs', owner: 'Section 2', reviewOn: '2021-12-31' };
    await office.as('officer').post(`/v1/shipments/${visit}/holds`).send(hold).expect(201);
    await office.drain();
    const later = await submitted(office, { containers }, 'brokerB');
    expect([await stepOf(mine, 'brokerA'), await stepOf(theirs, 'brokerB'), await stepOf(later.id, 'brokerB')]).toEqual(
      ['review-hold', 'review-hold', 'review-hold'],
    );
  });

  it('a draft of the same load is warned of, without a name', async () => {
    const containers = [{ number: newContainerNumber(), goodsLines: [1, 2] }];
    const theirs = await submitted(office, { containers }, 'brokerB');
    const draft = await drafted(office, { containers });
    const findings = draft['findings'] as { code: string; message: string }[];
    expect(findings.filter(({ code }) => code === 'near-duplicate')).toMatchObject([
      { message: expect.stringContaining('another firm') },
    ]);
    expect(JSON.stringify(draft)).not.toContain(theirs.reference);
  });

  it('the lane is drawn from a container that is shared, once the other one is submitted', async () => {
    const { mine, theirs } = await shared();
    expect(await sharedAtDraw(mine, theirs)).toEqual([
      { id: mine, shared: false },
      { id: theirs, shared: true },
    ]);
  });

  it('what is released and not closed names the visit of the first firm to the officer and to the other firm', async () => {
    const { visit, theirs } = await shared();
    await post(office, [receipt('P', '28T11:30', { declarationId: theirs })]);
    const visitSeenBy = async (who: Who) => {
      const { body } = await office.as(who).get('/v1/released-not-closed?limit=500').expect(200);
      const found = (body.items as { id: string; containers: { shipmentId: string | null }[] }[]).find(
        ({ id }) => id === theirs,
      );
      return found?.containers.map(({ shipmentId }) => shipmentId);
    };
    expect(await visitSeenBy('officer')).toEqual([visit]);
    expect(await visitSeenBy('brokerB')).toEqual([visit]);
  });
});
