import { createHash } from 'node:crypto';
import { useOffice } from '../support/office.js';
import { postDeclarations } from '../support/trade/postings.js';

const item = (country: string, cny: string) => [country, '5407520090', cny, '10.00', '12.5'] as const;
const question = { from: '2021-01-01', to: '2021-12-31', groupBy: ['country', 'month'], fill: true };

describe('figures that are kept, and links to figures', () => {
  const office = useOffice({ at: '2026-11-18T02:00:00Z' });
  const post = (path: string, body: object, who: 'analyst' | 'brokerA' | 'admin' = 'analyst') =>
    office.as(who).post(path).send(body);
  const pathOf = (url: string) => new URL(url).pathname;
  let amended: string | undefined;

  beforeAll(async () => {
    const ids = await postDeclarations(office, [
      { day: '2021-03-01', items: [item('NGA', '70.00')] },
      { day: '2021-05-02', items: [item('PAK', '30.00')], broker: office.people.organisations.brokerB },
    ]);
    amended = ids[0];
  });

  it('gives the same bytes of an edition for ever, in every format', async () => {
    const { body: made } = await post('/v1/editions', { name: '年鉴 2021', question }).expect(201);
    expect(made).toMatchObject({ name: '年鉴 2021', total: '100.00', rowCount: 24, createdBy: 'analyst' });
    const formats = ['json', 'csv', 'xlsx', 'sdmx-csv', 'parquet'];
    const fetched = (format: string) =>
      office
        .as('admin')
        .get(`/v1/editions/${made.id}?format=${format}`)
        .set('Accept-Language', 'zh-CN')
        .buffer(true)
        .parse((response, done) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.on('end', () => done(null, Buffer.concat(parts)));
        });
    const before = await Promise.all(formats.map((format) => fetched(format)));
    office.clock.goTo('2026-12-18T02:00:00Z');
    await postDeclarations(office, [
      { id: amended, day: '2021-03-01', cause: 'amendment', version: 2, items: [item('NGA', '99.00')] },
    ]);
    const after = await Promise.all(formats.map((format) => fetched(format)));
    for (const [index, { body, headers }] of after.entries()) {
      expect(body).toEqual(before[index]?.body);
      expect(headers['x-content-sha256']).toBe(createHash('sha256').update(body).digest('hex'));
      expect(made.files[index]).toMatchObject({ format: formats[index], sha256: headers['x-content-sha256'] });
    }
    const { body } = await office.as('analyst').get(`/v1/editions/${made.id}`).expect(200);
    expect(body).toMatchObject({ total: '100.00', edition: { id: made.id, name: '年鉴 2021' } });
    expect(body.rows[0].countryName).toBe('Nigeria');
    const { body: list } = await office.as('analyst').get('/v1/editions').expect(200);
    expect(list.items.map(({ id }: { id: string }) => id)).toEqual([made.id]);
    for (const change of ['UPDATE report_edition SET name = name', 'DELETE FROM report_edition_file']) {
      const changed = office.database.transaction(office.actor('admin'), (tx) => tx.run(change));
      await expect(changed).rejects.toThrow('permission denied');
    }
    for (const who of ['brokerA', 'officer'] as const) await office.as(who).get('/v1/editions').expect(403);
    await office.as('analyst').get('/v1/editions/019a95e2-4c00-7000-8000-000000000061').expect(404);
  });

  it('points at what is wrong with a question in a body', async () => {
    const wrong = { ...question, country: ['NGA', 'XYZ'], groupBy: 'colour' };
    const { body } = await post('/v1/editions', { name: 'x', question: wrong }).expect(400);
    expect(body.violations.map(({ code, pointer }: Record<string, string>) => `${code} ${pointer}`)).toEqual([
      'dimension-unknown /question/groupBy',
      'country-unknown /question/country',
    ]);
  });

  it('answers at the address of a link without a key, as whoever made it, until it is revoked', async () => {
    const { body: link } = await post('/v1/report-links', { question }).expect(201);
    expect(link).toMatchObject({ format: 'csv', revokedAt: null, expiresAt: expect.stringMatching(/^2027-03-18/) });
    const { text, headers } = await office.anonymous.get(pathOf(link.url)).buffer(true).expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(text).toContain('NGA,Nigeria,2021-03,99.00,');
    const own = await post(
      '/v1/report-links',
      { question: { ...question, groupBy: 'country', fill: 'false' }, format: 'json' },
      'brokerA',
    );
    const answer = await office.anonymous.get(pathOf(own.body.url)).expect(200);
    expect(answer.body.rows).toMatchObject([{ country: 'NGA', value: '99.00' }]);
    const [stored] = await office.rows<{ text: string }>('SELECT r::text AS text FROM report_link r LIMIT 1');
    expect(stored?.text).not.toContain(pathOf(link.url).split('/').at(-1));
    const { body: list } = await office.as('brokerA').get('/v1/report-links').expect(200);
    expect(list.items).toMatchObject([{ id: own.body.id, lastUsedAt: expect.any(String) }]);
    expect(list.items[0]).not.toHaveProperty('url');
    await office.as('brokerA').delete(`/v1/report-links/${link.id}`).expect(404);
    await office.as('analyst').delete(`/v1/report-links/${link.id}`).expect(204);
    await office.anonymous.get(pathOf(link.url)).expect(404);
  });

  it('ends a link with its day, and with the key that made it', async () => {
    await post('/v1/report-links', { question, expiresAt: '2026-12-18T01:00:00Z' }).expect(422);
    await post('/v1/report-links', { question, expiresAt: '2028-01-01T00:00:00Z' }).expect(422);
    const { body: short } = await post('/v1/report-links', { question, expiresAt: '2026-12-18T03:00:00Z' }).expect(201);
    const { body: key } = await office
      .as('admin')
      .post('/v1/keys')
      .send({ role: 'analyst', name: 'script' })
      .expect(201);
    const { body: link } = await office.anonymous
      .post('/v1/report-links')
      .set('Authorization', `Bearer ${key.key}`)
      .send({ question })
      .expect(201);
    await office.anonymous.get(pathOf(short.url)).expect(200);
    await office.anonymous.get(pathOf(link.url)).expect(200);
    await office.as('admin').delete(`/v1/keys/${key.id}`).expect(204);
    office.clock.goTo('2026-12-18T03:00:00Z');
    await office.anonymous.get(pathOf(short.url)).expect(404);
    await office.anonymous.get(pathOf(link.url)).expect(404);
  });

  it('stops whoever asks too often, and whoever tries addresses', async () => {
    const { body: link } = await post('/v1/report-links', { question, format: 'json' }).expect(201);
    /** Asks until it is refused: what is allowed again meanwhile depends on how fast the test is. */
    const refusal = async (path: string) => {
      for (let time = 0; time < 500; time++) {
        const answer = await office.anonymous.get(path);
        if (answer.status === 429) return answer;
      }
      throw new Error(`${path} is never refused`);
    };
    expect(Number((await refusal(pathOf(link.url))).headers['retry-after'])).toBeGreaterThan(0);
    const unknown = `/v1/linked-reports/${'A'.repeat(43)}`;
    await office.anonymous.get(unknown).expect(404);
    await refusal(unknown);
  });

  it('is asked by HTTP Basic with the key as password, as Power Query does', async () => {
    const { body: key } = await office
      .as('admin')
      .post('/v1/keys')
      .send({ role: 'analyst', name: 'excel' })
      .expect(201);
    const get = (password: string) =>
      office.anonymous.get('/v1/reports/export-value?from=2021-01-01&to=2021-12-31').auth('anything', password);
    expect((await get(key.key)).body.total).toBe('129.00');
    expect((await get('no-key')).status).toBe(401);
  });

  it('says in both languages what everything means', async () => {
    const { body } = await office.as('brokerA').get('/v1/definitions').expect(200);
    expect(body.bases.map(({ code }: { code: string }) => code)).toEqual(['closed', 'declared', 'released', 'settled']);
    for (const each of Object.values(body).flat() as { zh: { meaning: string }; en: { meaning: string } }[]) {
      expect(each.zh.meaning.length).toBeGreaterThan(3);
      expect(each.en.meaning.length).toBeGreaterThan(3);
    }
  });
});
