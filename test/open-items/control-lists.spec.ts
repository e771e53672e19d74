import { amend, amending, CHEAPER } from '../support/trade/amending.js';
import { deciding, withoutChance } from '../support/trade/deciding.js';
import { submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { useOffice, type Who } from '../support/office.js';
import { newContainerNumber } from '../support/trade/shipping.js';

/** The officer's lists of holds, inspections, requests to amend and lowered lanes: kinds of the one list of what is to be done. */
const office = useOffice({ at: '2021-12-28T04:00:00Z' });
const { ask } = amending(office);
const { lane, shipment } = deciding(office);

interface Entry {
  readonly kind: string;
  readonly subject: { readonly id: string };
  readonly text: string;
}

async function listed(kind: string, who: Who = 'officer', language = 'en'): Promise<Entry[]> {
  const path = `/v1/todo?all=true&limit=500&kind=${kind}`;
  const { body } = await office.as(who).get(path).set('Accept-Language', language).expect(200);
  return body.items;
}

/** A declaration with a container whose visit is open. */
async function inContainer() {
  const number = newContainerNumber();
  const { id } = await submitted(office, { containers: [{ number, goodsLines: [1, 2] }] });
  return { id, visit: (await shipment(number)).id, number };
}

interface Made {
  readonly subject: string;
  readonly text: string;
  readonly textZh: string;
}

const MADE: Readonly<Record<string, () => Promise<Made>>> = {
  'hold-unreviewed': async () => {
    const { visit, number } = await inContainer();
    // Reviewed in more than 30 days: it stands all the same.
    const hold = { reason: 'Weight differs', owner: 'Section 2', reviewOn: '2022-03-01' };
    await office.as('officer').post(`/v1/shipments/${visit}/holds`).send(hold).expect(201);
    return {
      ...{ subject: visit, text: `Container ${number} is held: review the hold. Reason: Weight differs` },
      textZh: `集装箱 ${number} 暂停放行，请复核。原因：Weight differs`,
    };
  },
  'inspection-unfinished': async () => {
    const { visit, number } = await inContainer();
    await office
      .as('officer')
      .post(`/v1/shipments/${visit}/inspections`)
      .send({ reason: 'Weight differs' })
      .expect(201);
    return { subject: visit, text: `${number}: Inspection unfinished.`, textZh: `${number}：查验未完成。` };
  },
  'amendment-undecided': async () => {
    const { id, reference } = await submitted(office);
    await office
      .as('officer')
      .post('/v1/decisions')
      .send({ decisions: [{ declarationId: id, action: 'accept' }] })
      .expect(200);
    expect(await ask(id, amend(CHEAPER))).toMatchObject({ status: 201 });
    return {
      ...{ subject: id, text: `${reference}: The officer decides the amendment asked for (number 1).` },
      textZh: `${reference}：修改申请（第 1 项）等待关员审批。`,
    };
  },
  'lane-lowering-unconfirmed': async () => {
    const { id, reference } = await submitted(office);
    await lane(id, 'red');
    await lane(id, 'blue');
    return {
      subject: id,
      text: `${reference}: officer asks to lower the lane from red to blue: it waits for the second officer. Reason: 举报`,
      textZh: `${reference}：关员“officer”申请将通道由红改为蓝，等待第二名关员确认。原因：举报`,
    };
  },
};

beforeAll(async () => {
  await putRates(office);
  await withoutChance(office);
});

describe('the list of what is to be done', () => {
  it.each(Object.entries(MADE))('of the kind %s has what waits, and nothing else', async (kind, make) => {
    const { subject, text, textZh } = await make();
    expect(await listed(kind)).toMatchObject([{ kind, subject: { id: subject }, text }]);
    expect(await listed(kind, 'officer', 'zh-CN')).toMatchObject([{ text: textZh }]);
    // Nothing of it is another office's or a firm's to do.
    for (const who of ['officerElsewhere', 'brokerA'] as const) expect(await listed(kind, who)).toEqual([]);
  });

  it('has several kinds at once, with cursors, and refuses one that is none', async () => {
    const asked = Object.keys(MADE).join(',');
    const all = await listed(asked);
    expect(all.map(({ kind }) => kind).sort()).toEqual(Object.keys(MADE).sort());
    const { body } = await office.as('officer').get(`/v1/todo?all=true&limit=3&kind=${asked}`).expect(200);
    const next = `/v1/todo?all=true&limit=3&kind=${asked}&cursor=${body.nextCursor}`;
    const second = await office.as('officer').get(next).expect(200);
    expect([...body.items, ...second.body.items]).toEqual(all);
    const refused = await office.as('officer').get('/v1/todo?kind=held').expect(400);
    expect(refused.body.violations).toMatchObject([{ code: 'enum-invalid', pointer: '/query/kind' }]);
  });
});
