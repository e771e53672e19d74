import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import supertest from 'supertest';
import { useOffice } from '../support/office.js';

const office = useOffice();
const dist = join(__dirname, '../../console/dist');
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const get = (path: string, headers: Record<string, string> = {}) =>
  supertest(office.app.getHttpServer())
    .get(path)
    .set({ Accept: 'text/html', ...headers });
const script = (): string => readdirSync(join(dist, 'assets')).find((name) => name.endsWith('.js')) ?? '';

describe('the console', () => {
  it('is one page at its own paths, under a policy that runs nothing from elsewhere and nothing in the page', async () => {
    for (const path of ['/', '/todo', '/declarations/0190a0f0-0000-7000-8000-000000000000/edit', '/admin/people?x=1']) {
      const { headers, text } = await get(path)
        .expect(200)
        .expect('Content-Type', /^text\/html/);
      expect(headers).toMatchObject({
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'public, max-age=0',
        'x-request-id': expect.any(String),
      });
      expect(text).not.toMatch(/<style|<script(?![^>]* src=)| on\w+=| style=/);
    }
  });

  it('is asked for anew each time, and answered by 304 while it is the same', async () => {
    const { headers } = await get('/').expect(200);
    await get('/todo', { 'If-None-Match': headers['etag'] ?? '' }).expect(304);
  });

  it('sends its files for ever, packed as the browser can unpack them', async () => {
    const path = `/assets/${script()}`;
    const { headers, body } = await get(path, { Accept: '*/*', 'Accept-Encoding': 'br' })
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)));
      })
      .expect(200);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'content-type': expect.stringMatching(/^(text|application)\/javascript/),
      'content-security-policy': POLICY,
      vary: expect.stringMatching(/accept-encoding/i),
    });
    const sent = body as Buffer;
    const plain = readFileSync(join(dist, 'assets', script()));
    // The client has unpacked it.
    expect(sent.equals(plain)).toBe(true);
  });

  it('leaves every other path to the API, whose refusals stay problem documents', async () => {
    for (const path of ['/v1/nothing', '/nothing', '/assets/none.js', '/assets/..%2f..%2fpackage.json', '/todos']) {
      await get(path, { Accept: '*/*' })
        .expect(404)
        .expect('Content-Type', /problem\+json/);
    }
    await get('/todo', { Accept: 'application/json' }).expect(406);
    await supertest(office.app.getHttpServer()).post('/todo').send({}).expect(405).expect('Allow', /GET/);
    await get('/v1/me', { Accept: '*/*' }).expect(401).expect('Referrer-Policy', 'no-referrer');
  });
});
