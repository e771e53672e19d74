import { exampleLine } from '../samples/example.js';
import { useOffice, type Who } from '../support/office.js';
import { type Answer, drafted, post, submitted } from '../support/trade/declaring.js';
import { putRates } from '../support/trade/market-day.js';
import { entryId, receipt } from '../support/trade/receiving.js';
import { newContainerNumber, shipping } from '../support/trade/shipping.js';

/** One field, whatever is in somebody's hand: a number from a paper, half a name from the telephone. */
const office = useOffice({ at: '2021-12-28T04:00:00Z', own: true });
const { open } = shipping(office);

interface Found {
  type: string;
  id: string;
  title: string;
  subtitle: string;
  status: string | null;
}

const search = async (q: string, who: Who = 'brokerA') =>
  (
    await office
      .as(who)
      .get(`/v1/search?q=${encodeURIComponent(q)}`)
      .expect(200)
  ).body.items as Found[];
const ids = async (q: string, who: Who = 'brokerA') => (await search(q, who)).map(({ id }) => id);

const number = entryId();
let silk: Answer;
let theirs: Answer;
let visit: string;

beforeAll(async () => {
  await putRates(office);
  const goods = [exampleLine(1), exampleLine(2)];
  silk = await submitted(office, {
    reference: 'Silk/7',
    tradeRecord: 'SCCG:77',
    billOfLading: 'COSU 612-345',
    containers: [{ number: 'MSKU0383250' }],
    buyer: { name: 'Ménage Textiles', country: 'FRA' },
    goods: goods.map((line, index) => ({ ...line, tradeLine: index + 1 })),
  });
  theirs = await submitted(office, { reference: 'Silk/70', containers: [{ number: newContainerNumber() }] }, 'brokerB');
  await post(office, [receipt('L', '28T12:01', { declarationId: silk.id, entryId: number })]);
  const [opened] = await office.rows<{ id: string }>('SELECT id FROM shipment WHERE container_number = $1', [
    'MSKU0383250',
  ]);
  visit = opened?.id ?? '';
});

it.each([
  ['a reference', 'ｓｉｌｋ/7'],
  ['a customs number', `${number.slice(0, 8)} ${number.slice(8)}`],
  ['a trade record', 'sccg:77'],
  ['a buyer', 'MÉNAGE text'],
  ['a container', 'msku-038325'],
  ['a bill of lading', 'cosu612'],
])('finds %s by its beginning, however it is written', async (_, q) => {
  for (const who of ['brokerA', 'officer', 'admin'] as const) expect(await ids(q, who)).toContain(silk.id);
  expect(await ids(q, 'brokerB')).not.toContain(silk.id);
  expect(await ids(q, 'officerElsewhere')).toEqual([]);
});

it('says what it is, what it is called and where it stands', async () => {
  expect(await search('msku0383250')).toEqual([
    {
      ...{ type: 'declaration', id: silk.id, title: 'Silk/7', status: 'accepted' },
      subtitle: `${number} · COSU 612-345 · 绍兴锦泰进出口有限公司 · Ménage Textiles · 柯桥甲报关行`,
    },
    { type: 'shipment', id: visit, title: 'MSKU0383250', subtitle: 'KQ-CTC · COSU 612-345', status: 'planned' },
  ]);
});

it('finds a firm for customs, and for a broker its own only', async () => {
  const { brokerA, brokerB } = office.people.organisations;
  const firms = async (who: Who) => (await search('柯桥', who)).filter(({ type }) => type === 'organisation');
  expect(await firms('officer')).toMatchObject([
    { type: 'organisation', id: brokerB, title: '柯桥乙报关行', status: null },
    { type: 'organisation', id: brokerA, title: '柯桥甲报关行', status: null },
  ]);
  expect((await firms('brokerA')).map(({ id }) => id)).toEqual([brokerA]);
});

it('finds a container visit by its vessel', async () => {
  const { id } = await open({ vessel: 'MSC Oscar' });
  expect(await ids('msc os')).toEqual([id]);
  expect(await ids('msc os', 'brokerB')).toEqual([]);
});

it('finds the visit of a container with own goods, and not by the reference of the firm whose visit it is', async () => {
  const containerNumber = newContainerNumber();
  const { id } = await open({ containerNumber, reference: 'Ours-9' });
  await submitted(office, { containers: [{ number: containerNumber }] }, 'brokerB');
  expect(await ids('ours-9')).toEqual([id]);
  expect(await ids('ours-9', 'brokerB')).toEqual([]);
  const found = (await search(containerNumber, 'brokerB')).filter(({ type }) => type === 'shipment');
  expect(found).toEqual([expect.objectContaining({ id, subtitle: 'KQ-CTC' })]);
  const { body } = await office.as('brokerB').get('/v1/shipments?search=ours').expect(200);
  expect(body.items).toEqual([]);
});

it('puts what has exactly this name before whatever begins with it, however much that is', async () => {
  for (let count = 0; count < 12; count++) await drafted(office, { reference: `Silk/7${count + 10}` });
  const found = await search('silk/7');
  expect(found[0]?.id).toBe(silk.id);
  expect(found).toHaveLength(10);
  const asked = async (limit: number) => (await office.as('brokerA').get(`/v1/search?q=silk/7&limit=${limit}`)).body;
  const { items, more } = await asked(100);
  expect([items.length, items[0].id, more]).toEqual([13, silk.id, false]);
  expect([await asked(12), await asked(13)]).toMatchObject([
    { items: items.slice(0, 12), more: true },
    { items, more: false },
  ]);
  expect(await ids('silk/7', 'officer')).toEqual([silk.id, theirs.id]);
});

it('is for those who see declarations, and needs something to look for', async () => {
  await office.as('analyst').get('/v1/search?q=silk').expect(403);
  for (const query of ['', '?q=', '?q=%20-', '?q=a&type=firm', '?q=a&limit=101', `?q=${'x'.repeat(101)}`]) {
    const { body, status } = await office.as('officer').get(`/v1/search${query}`);
    expect([query, status, body.violations?.length]).toEqual([query, 400, 1]);
  }
});
