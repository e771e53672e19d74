import { useOffice } from '../support/office.js';
import { browserOf, person, signedIn, tokenIn } from '../support/signing-in.js';

const office = useOffice();
const code = ({ status, body }: { status: number; body: { code?: string } }) => `${status} ${body.code ?? ''}`.trim();

describe('a display on the wall', () => {
  it('is made of a browser, reads the board of its market, and nothing else', async () => {
    office.clock.stopAt('2026-11-18T02:00:00Z');
    const { id } = await person(office, {
      login: 'liqiang',
      name: '李强',
      roles: ['officer'],
      organisation: office.people.organisations.office,
    });
    const officer = (await signedIn(office, id)).browser;
    expect(code(await officer.post('/v1/displays').send({ market: 'YW-ICC' }))).toBe('400 not-found');
    const made = await officer.post('/v1/displays').send({ market: 'KQ-CTC' }).expect(201);
    expect(made.body).toMatchObject({ person: null, displayMarket: 'KQ-CTC', expiresAt: '2026-12-18T02:00:00.000Z' });
    await officer.get('/v1/me').expect(401);

    const { browser } = browserOf(office, tokenIn(made));
    await browser.get('/v1/board?market=KQ-CTC').expect(200);
    await browser.get('/v1/session').expect(200);
    await browser.get('/v1/board?market=YW-ICC').expect(404);
    for (const path of [
      '/v1/declarations',
      '/v1/shipments',
      '/v1/search?q=a',
      '/v1/displays',
      '/v1/me/preferences',
      '/v1/todo',
    ]) {
      expect([path, code(await browser.get(path))]).toEqual([path, '403 not-allowed']);
    }
    expect(code(await browser.post('/v1/displays').send({ market: 'KQ-CTC' }))).toBe('403 not-allowed');

    const { body } = await office.as('officer2').get('/v1/displays').expect(200);
    expect(body.items).toMatchObject([{ market: 'KQ-CTC', madeBy: '李强' }]);
    expect((await office.as('officerElsewhere').get('/v1/displays')).body.items).toEqual([]);
    await office.as('officerElsewhere').delete(`/v1/displays/${body.items[0].id}`).expect(404);
    await office.as('officer2').delete(`/v1/displays/${body.items[0].id}`).expect(204);
    await browser.get('/v1/board?market=KQ-CTC').expect(401);
    expect(code(await office.as('officer').post('/v1/displays').send({ market: 'KQ-CTC' }))).toBe(
      '404 session-missing',
    );
  });
});
