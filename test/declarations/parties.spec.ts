import { recordParties, type SeenParty } from '../../src/parties/parties.js';
import { useOffice } from '../support/office.js';

const office = useOffice();
const DAY = '2026-11-18';
const see = (who: 'brokerA' | 'brokerB', seen: readonly SeenParty[]) =>
  office.database.transaction(office.actor(who), (tx) => recordParties(tx, seen));
const buyer = (name: string, extra: Partial<SeenParty> = {}): SeenParty => ({
  role: 'buyer',
  idType: 'NAME',
  idNumber: name,
  name,
  customsOffice: '2906',
  day: DAY,
  ...extra,
});
const names = (answer: { body: { items: { name: string }[] } }) => answer.body.items.map(({ name }) => name);

beforeAll(async () => {
  await see('brokerA', [
    buyer('AL NOOR 100%', { country: 'ARE' }),
    buyer('SAIGON TEXTILES', { country: 'VNM' }),
    {
      ...{ role: 'consignor', idType: 'USCC', idNumber: '91330621MA00000066', name: '绍兴锦祥进出口有限公司' },
      ...{ customsOffice: '2906', day: DAY },
    },
  ]);
  await see('brokerB', [buyer('LAGOS FABRICS', { country: 'NGA' })]);
  // Declared to Yiwu as well, later and under another name.
  const elsewhere = { customsOffice: '2921', day: '2026-11-20' };
  await see('brokerA', [buyer('SAIGON TEXTILES', elsewhere), buyer('YIWU ONLY', elsewhere)]);
});

describe('parties', () => {
  it('are those of the own declarations for a broker, of the own office for an officer, all for an administrator', async () => {
    expect(names(await office.as('brokerB').get('/v1/parties'))).toEqual(['LAGOS FABRICS']);
    expect(names(await office.as('officer').get('/v1/parties'))).toHaveLength(4);
    expect(names(await office.as('officerElsewhere').get('/v1/parties'))).toEqual(['SAIGON TEXTILES', 'YIWU ONLY']);
    expect(names(await office.as('admin').get('/v1/parties'))).toHaveLength(5);
    expect(names(await office.as('brokerA').get('/v1/parties'))).toHaveLength(4);
    expect((await office.as('brokerB').get('/v1/parties')).body.items).toEqual([
      {
        role: 'buyer',
        idType: 'NAME',
        id: 'LAGOS FABRICS',
        name: 'LAGOS FABRICS',
        country: 'NGA',
        broker: office.people.organisations.brokerB,
        firstSeenOn: DAY,
        lastSeenOn: DAY,
      },
    ]);
  });

  it.each([
    ['role=consignor', ['绍兴锦祥进出口有限公司']],
    ['search=saigon', ['SAIGON TEXTILES']],
    ['search=9133', ['绍兴锦祥进出口有限公司']],
    ['search=%25', ['AL NOOR 100%']],
    ['role=buyer&search=锦祥', []],
  ])('are found by %s', async (query, expected) => {
    expect(names(await office.as('brokerA').get(`/v1/parties?${encodeURI(query).replace('%2525', '%25')}`))).toEqual(
      expected,
    );
  });

  it('have the days of the own office alone, and of all of them for their broker', async () => {
    const lastSeen = async (who: 'officer' | 'officerElsewhere' | 'brokerA') =>
      (await office.as(who).get('/v1/parties?search=saigon')).body.items.map(
        ({ lastSeenOn }: { lastSeenOn: string }) => lastSeenOn,
      );
    expect([await lastSeen('officer'), await lastSeen('officerElsewhere'), await lastSeen('brokerA')]).toEqual([
      [DAY],
      ['2026-11-20'],
      ['2026-11-20'],
    ]);
  });

  it('show the end of a document number alone to officers, who cannot find it by its beginning either', async () => {
    await see('brokerB', [buyer('PASSPORT HOLDER', { idType: 'document', idNumber: 'G87654321' })]);
    const ids = async (who: 'officer' | 'admin' | 'brokerB', search: string) =>
      (await office.as(who).get(`/v1/parties?search=${search}`)).body.items.map(({ id }: { id: string }) => id);
    for (const who of ['officer', 'admin'] as const) {
      expect(await ids(who, 'PASSPORT')).toEqual(['*****4321']);
      expect(await ids(who, 'G8765')).toEqual([]);
    }
    expect(await ids('brokerB', 'G8765')).toEqual(['G87654321']);
  });

  it('come page by page, each once', async () => {
    const first = await office.as('officer').get('/v1/parties?limit=3');
    const next = await office.as('officer').get(`/v1/parties?limit=3&cursor=${first.body.nextCursor}`);
    expect(new Set([...names(first), ...names(next)]).size).toBe(5);
  });

  it('survive two imports that know the same firms in opposite order', async () => {
    const crowd = Array.from({ length: 300 }, (_, index) => buyer(`CROWD ${index}`));
    await Promise.all([1, 2, 3, 4].map((turn) => see('brokerA', turn % 2 ? crowd : [...crowd].reverse())));
    const [count] = await office.rows(`SELECT count(*)::int AS n FROM party WHERE name LIKE 'CROWD%'`);
    expect(count).toEqual({ n: 300 });
  });

  it('keep one row when one list names them twice, under the latest name', async () => {
    const id = { idType: 'PASSPORT', idNumber: 'P1' };
    await see('brokerA', [buyer('OLD', { ...id, day: '2026-01-01' }), buyer('NEW', { ...id, day: '2026-02-01' })]);
    const saved = await office.rows(`SELECT name, first_seen_on, last_seen_on FROM party WHERE id_number = 'P1'`);
    expect(saved).toEqual([{ name: 'NEW', first_seen_on: '2026-01-01', last_seen_on: '2026-02-01' }]);
  });
});
