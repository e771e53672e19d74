import { createHash } from 'node:crypto';
import ExcelJS from 'exceljs';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import type { Response } from 'supertest';
import { useOffice } from '../support/office.js';
import { postDeclarations } from '../support/trade/postings.js';

const item = (country: string, cny: string, kg = '12.5') => [country, '5407520090', cny, '10.00', kg] as const;

describe('a figure as a file', () => {
  const office = useOffice({ at: '2026-11-18T02:00:00Z' });
  const year = 'from=2021-01-01&to=2021-12-31';
  const bytes = (path: string, accept?: string): Promise<Response> => {
    const request = office.as('analyst').get(`/v1/reports/export-value${path}`).buffer(true);
    if (accept !== undefined) void request.set('Accept', accept);
    return request
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      })
      .then((response) => response);
  };
  const sheetsOf = async (file: Buffer) => {
    const opened = new ExcelJS.Workbook();
    await opened.xlsx.load(file as never);
    return opened.worksheets;
  };
  const bufferOf = (file: Buffer) =>
    file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength) as ArrayBuffer;

  beforeAll(() =>
    postDeclarations(office, [
      { day: '2021-03-01', items: [item('NGA', '70.00'), item('PAK', '5.25', '0.125')] },
      { day: '2021-05-02', items: [item('PAK', '30.00')] },
    ]),
  );

  it('is asked for by its format or by Accept, and says what it is', async () => {
    const types = {
      csv: 'text/csv; charset=utf-8',
      xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'sdmx-csv': 'application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8',
      parquet: 'application/vnd.apache.parquet',
    };
    for (const [format, type] of Object.entries(types)) {
      const named = await bytes(`?${year}&format=${format}&asOf=2026-11-18T02:04:00Z`);
      const accepted = await bytes(`?${year}&asOf=2026-11-18T02:04:00Z`, type.replace('; charset=utf-8', ''));
      expect([named.status, named.headers['content-type'], accepted.headers['content-type']]).toEqual([
        200,
        type,
        type,
      ]);
      expect(accepted.body).toEqual(named.body);
      expect(named.headers['x-row-count']).toBe('2');
      expect(named.headers['x-content-sha256']).toBe(createHash('sha256').update(named.body).digest('hex'));
      expect(named.headers['content-disposition']).toContain(
        'filename="export-value_closed_CNY_2021-01-01_2021-12-31.',
      );
      expect(named.headers['link']).toContain('rel="describedby"');
    }
    expect((await bytes(`?${year}`, 'application/pdf')).status).toBe(406);
  });

  it('is a workbook of typed cells, whose first sheet says the question and the hash of its rows', async () => {
    const { body } = await bytes(`?${year}&groupBy=country,day&format=xlsx&sort=key`);
    const [about, rows] = await sheetsOf(body);
    expect(rows?.getRow(1).values).toEqual([
      undefined,
      'country',
      'countryName',
      'day',
      'value',
      'share',
      'declarations',
      'netWeightKg',
      'change',
    ]);
    const first = rows?.getRow(2);
    expect([first?.getCell(1).value, first?.getCell(4).value, first?.getCell(6).value]).toEqual(['NGA', 70, 1]);
    expect(first?.getCell(3).value).toEqual(new Date('2021-03-01T00:00:00Z'));
    const csv = await bytes(`?${year}&groupBy=country,day&format=csv&sort=key`);
    const said = new Map<string, string>();
    about?.eachRow((row) => said.set(String(row.getCell(1).value), String(row.getCell(2).value)));
    expect([...said.values()]).toContain(createHash('sha256').update(csv.body).digest('hex'));
    expect(said.get('Rows')).toBe('3');
    expect(said.get('Total')).toBe('105.25 CNY');
    expect(said.get('Basis')).toContain('closed: Counted on the closing day');
  });

  it('is Parquet with decimals, days and metadata, as another library reads it', async () => {
    const { body } = await bytes(`?${year}&groupBy=country,day&format=parquet&sort=key`);
    const file = bufferOf(body);
    const { schema, key_value_metadata: said, num_rows: count } = parquetMetadata(file);
    const typeOf = (name: string) => schema.find((each) => each.name === name);
    expect(typeOf('value')).toMatchObject({ type: 'INT64', converted_type: 'DECIMAL', precision: 18, scale: 2 });
    expect(typeOf('day')).toMatchObject({ type: 'INT32', converted_type: 'DATE' });
    expect(said?.find(({ key }) => key === 'title')?.value).toBe('Export value (closed, CNY) 2021-01-01 to 2021-12-31');
    expect(Number(count)).toBe(3);
    const rows = await parquetReadObjects({ file });
    expect(rows[1]).toMatchObject({ country: 'PAK', value: 5.25, declarations: 1, change: null });
    expect(rows[1]?.['netWeightKg']).toBeCloseTo(0.125, 10);
    expect(rows[1]?.['day']).toEqual(new Date('2021-03-01T00:00:00Z'));
  });

  it('is SDMX-CSV 2.0: structure, action, every dimension with a value, then measures and attributes', async () => {
    const { body } = await bytes(`?${year}&groupBy=country,month&market=KQ-CTC&format=sdmx-csv&sort=key`);
    const [header = '', first = ''] = String(body).split('\r\n');
    const row = Object.fromEntries(header.split(',').map((name, index) => [name, first.split(',')[index]]));
    expect(header).toMatch(/^STRUCTURE,STRUCTURE_ID,ACTION,FREQ,BASIS,UNIT_MEASURE,/);
    expect(row).toMatchObject({
      ...{ STRUCTURE: 'dataflow', STRUCTURE_ID: 'LOOMGATE:EXPORT_VALUE(1.0.0)', ACTION: 'I', FREQ: 'M' },
      ...{ COUNTRY: 'NGA', TIME_PERIOD: '2021-03', MARKET: 'KQ-CTC', CHAPTER: '_T', OBS_VALUE: '70.00' },
    });
    const whole = await bytes(`?${year}&format=sdmx-csv`);
    expect(String(whole.body)).toContain(',2021-01-01/P365D,');
  });

  it('has its lines and its changes in the same formats, whole', async () => {
    const lines = await bytes(`/lines?${year}&format=csv`);
    const [header = '', ...rows] = String(lines.body).trimEnd().split('\r\n');
    expect(header).toContain('reference,entryId');
    expect(rows).toHaveLength(3);
    expect(lines.headers['x-total']).toBe('105.25');
    const parquet = await bytes(`/lines?${year}&format=parquet`);
    const read = await parquetReadObjects({ file: bufferOf(parquet.body) });
    expect(read.map(({ value }) => Number(value).toFixed(2)).sort()).toEqual(['30.00', '5.25', '70.00']);
    const [, sheet] = await sheetsOf((await bytes(`/changes?${year}&since=2026-11-01T00:00:00Z&format=xlsx`)).body);
    expect(sheet?.rowCount).toBe(4);
    const causes = await bytes(`/changes?${year}&since=2026-11-01T00:00:00Z&summary=cause&format=csv`);
    expect(String(causes.body)).toContain('late-closing,"closed, known late",105.25,');
    const json = await office
      .as('analyst')
      .get(`/v1/reports/export-value/changes?${year}&since=2026-11-01T00:00:00Z&summary=cause`);
    expect(json.body).toMatchObject({ difference: '105.25', causes: [{ cause: 'late-closing', value: '105.25' }] });
  });

  it('is described by CSV on the Web, with the digest of the very file', async () => {
    const file = await bytes(`?${year}&groupBy=country,month&format=csv`);
    const link = /<(.*?)>; rel="describedby"/.exec(file.headers['link'] ?? '')?.[1] ?? '';
    const { body } = await office.as('analyst').get(link).expect(200);
    expect(body['loomgate:sha256']).toBe(file.headers['x-content-sha256']);
    expect(body).toMatchObject({ 'loomgate:rows': 3, 'loomgate:total': '105.25' });
    expect(body.tableSchema.columns.map(({ name }: { name: string }) => name)).toContain('value');
    expect((await office.as('analyst').get(body.url).buffer(true)).headers['x-content-sha256']).toBe(
      body['loomgate:sha256'],
    );
  });

  it('ends with its digest where it is too long for one piece', async () => {
    await postDeclarations(
      office,
      Array.from({ length: 120 }, (_, day) => ({
        day: `2019-01-${String((day % 28) + 1).padStart(2, '0')}`,
        items: Array.from({ length: 40 }, () => item('NGA', '1.00')),
      })),
    );
    const response = await bytes('/lines?from=2019-01-01&to=2019-01-31&format=csv');
    expect(response.headers['x-row-count']).toBe('4800');
    expect(response.headers['trailer']?.toLowerCase()).toBe('x-content-sha256');
    const { trailers } = (response as unknown as { res: { trailers: Record<string, string> } }).res;
    expect(trailers['x-content-sha256']).toBe(createHash('sha256').update(response.body).digest('hex'));
    const parquet = await bytes('/lines?from=2019-01-01&to=2019-01-31&format=parquet');
    expect(Number(parquetMetadata(bufferOf(parquet.body)).num_rows)).toBe(4800);
  });
});
