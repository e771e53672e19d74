import { drafted, submit } from '../support/trade/declaring.js';
import { useOffice } from '../support/office.js';

const office = useOffice();

interface FindingWithSource {
  code: string;
  source?: string;
}
/** A file that is to be submitted, read to its end. */
async function imported(...lines: string[]) {
  const { body } = await office
    .as('brokerA')
    .post('/v1/imports?kind=declarations&submit=true')
    .set('Content-Type', 'text/csv')
    .send(Buffer.from(`${lines.join('\n')}\n`))
    .expect(202);
  await office.drain();
  const { body: view } = await office.as('brokerA').get(`/v1/imports/${body.id}`).expect(200);
  return view as { id: string; errors: (FindingWithSource & { row: number; column: string })[] };
}

const sourceOf = (list: readonly FindingWithSource[], code: string) => list.find((each) => each.code === code)?.source;

describe('where a rule stands', () => {
  it('is in the findings of a draft and in the refusal of its submission, in the language of the reader', async () => {
    const draft = await drafted(office, { customsOffice: undefined });
    expect(sourceOf(draft['findings'] as FindingWithSource[], 'required-missing')).toContain(
      'GACC Announcement 2019 No. 18',
    );
    const { body } = await submit(office, draft).set('Accept-Language', 'zh-CN').expect(422);
    expect(sourceOf(body.violations, 'required-missing')).toContain('海关总署公告 2019 年第 18 号');
  });

  it('is with the errors of an import, in the answer and in the file', async () => {
    const view = await imported('reference,market,line,hs_code', 'SRC-1,KQ-CTC,1,1234');
    expect(sourceOf(view.errors, 'hs-code-invalid')).toBe('GACC Announcement 2019 No. 18, Art. 34.');
    const { text } = await office.as('brokerA').get(`/v1/imports/${view.id}/errors.csv`).expect(200);
    expect(text.split('\r\n')[0]).toMatch(/,source$/);
    expect(text).toContain('"GACC Announcement 2019 No. 18, Art. 34."');
  });

  it('is left out where a shape explains itself', async () => {
    const { body } = await office.as('brokerA').post('/v1/declarations').send({ reference: 1, market: 'KQ-CTC' });
    expect(body.violations).toMatchObject([{ code: 'type-wrong', pointer: '/reference' }]);
    expect(body.violations[0]).not.toHaveProperty('source');
  });
});

describe('a dated rule', () => {
  it('is at its cell, and a file can say what it asks for', async () => {
    const rule = { code: 'buyer-document-missing', validFrom: '2026-11-01', refusesFrom: '2026-11-01', source: '通知' };
    await office.as('admin').post('/v1/trade-rules').send(rule).expect(201);
    const { errors } = await imported(
      'reference,market,line,buyer_name,buyer_country,buyer_document',
      'DOC-1,KQ-CTC,1,LAGOS FABRICS,NGA,',
      'DOC-2,KQ-CTC,1,LAGOS FABRICS,NGA,A1234567',
    );
    expect(errors.filter(({ code }) => code === rule.code)).toMatchObject([{ row: 2, column: 'buyer_document' }]);
  });
});
