import type { Office, Who } from '../office.js';

/** A row of a declarations file by the names of its columns. */
export type Row = Readonly<Record<string, string>>;

const GOOD: Row = {
  ...{ reference: '', declared_on: '2021-12-10', market: 'KQ-CTC', customs_office: '2906', exit_office: '3104' },
  ...{ consignor_uscc: '91330621MA00000066', consignor_name: '绍兴木棉进出口有限公司' },
  ...{ principal_id: '92000000MA0000001N', principal_name: '柯桥青禾布行', buyer_name: 'KANO DRAPERY 11' },
  ...{ buyer_country: 'NGA', trade_terms: 'FOB', currency: 'USD', transport_mode: '2' },
  ...{ container_number: 'CSQU3054383', line: '1', hs_code: '5407520090', goods_name: '涤纶染色布', quantity: '1000' },
  ...{ unit: '030', net_kg: '190', total_price: '1850.00', final_destination: 'NGA', stall: 'C1-0231' },
};
export const COLUMNS = Object.keys(GOOD);

/** A good row, with other cells where they are given. */
export const row = (reference: string, cells: Row = {}): Row => ({ ...GOOD, reference, ...cells });

/** A row with empty cells, as a spreadsheet saves merged ones. */
export const below = (cells: Row): Row => ({
  line: '2',
  ...pick('hs_code', 'goods_name', 'quantity', 'unit', 'net_kg'),
  ...cells,
});

const pick = (...names: string[]): Row => Object.fromEntries(names.map((name) => [name, GOOD[name] ?? '']));

/** What the API takes for the same content as a file of `row(reference)`. */
export const bodyOf = (
  reference: string,
  line: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
) => ({
  ...{ reference, declaredOn: '2021-12-10', market: 'KQ-CTC', customsOffice: '2906', exitOffice: '3104' },
  consignor: { uscc: GOOD['consignor_uscc'], name: GOOD['consignor_name'] },
  principal: { idType: 'USCC', id: GOOD['principal_id'], name: GOOD['principal_name'] },
  buyer: { name: 'KANO DRAPERY 11', country: 'NGA' },
  ...{ tradeTerms: 'FOB', currency: 'USD', transportMode: '2' },
  containers: [{ number: 'CSQU3054383', goodsLines: [1] }],
  goods: [
    {
      ...{ line: 1, hsCode: '5407520090', name: '涤纶染色布', quantity: '1000', unit: '030', netWeightKg: '190' },
      ...{ totalPrice: '1850.00', finalDestination: 'NGA', stall: 'C1-0231', ...line },
    },
  ],
  ...header,
});

export const cell = (text: string): string => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
export const line = (cells: Row, columns: readonly string[] = COLUMNS): string =>
  columns.map((name) => cell(cells[name] ?? '')).join(',');

/** A file of these rows; a text stands for a line as it is. */
export function fileOf(rows: readonly (Row | string)[], columns: readonly string[] = COLUMNS): string {
  const lines = rows.map((each) => (typeof each === 'string' ? each : line(each, columns)));
  return [columns.map(cell).join(','), ...lines].join('\r\n') + '\r\n';
}

export interface ImportError {
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly code: string;
  readonly severity: string;
  readonly message: string;
}

export interface Import {
  readonly id: string;
  readonly state: string;
  readonly encoding: string;
  readonly rows: number;
  readonly rowsRejected: number;
  readonly declarations: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly created: number;
  readonly replaced: number;
  readonly unchanged: number;
  readonly submittable: number;
  readonly progress: string;
  readonly errors: ImportError[];
}

/** What a broker does with files. */
export class Filing {
  constructor(
    private readonly office: Office,
    private readonly who: Who = 'brokerA',
  ) {}

  send(content: string | Buffer, query = '') {
    return this.office
      .as(this.who)
      .post(`/v1/imports?kind=declarations${query}`)
      .set('Content-Type', 'text/csv')
      .send(Buffer.from(content as string));
  }

  async importFile(content: string | Buffer, query = ''): Promise<Import> {
    const { body } = await this.send(content, query).expect(202);
    await this.office.drain();
    return this.look(body.id);
  }

  async look(id: string): Promise<Import> {
    return (await this.office.as(this.who).get(`/v1/imports/${id}`).expect(200)).body as Import;
  }

  async rejected(id: string): Promise<string> {
    return (await this.office.as(this.who).get(`/v1/imports/${id}/rejected.csv`).expect(200)).text;
  }

  /** The declaration under a reference as the API answers it, with its ETag. */
  async declaration(reference: string): Promise<{ body: Record<string, never>; etag: string } | null> {
    const query = new URLSearchParams({ reference });
    const { body } = await this.office.as(this.who).get(`/v1/declarations?${query}`).expect(200);
    const [found] = body.items as { id: string }[];
    if (!found) return null;
    const answer = await this.office.as(this.who).get(`/v1/declarations/${found.id}`).expect(200);
    return { body: answer.body, etag: String(answer.headers['etag']) };
  }

  /** Changes a draft as a person does in the form. */
  async edit(reference: string, line: Record<string, unknown>): Promise<void> {
    const found = await this.declaration(reference);
    await this.office
      .as(this.who)
      .put(`/v1/declarations/${found?.body['id']}`)
      .set('If-Match', found?.etag ?? '')
      .send(bodyOf(reference, line))
      .expect(200);
  }

  /** What a declaration says in its first goods line, and as a whole. */
  async stored(reference: string) {
    const [found] = await this.office.rows<{
      header: Record<string, unknown>;
      status: string;
      goods: Record<string, string>[];
    }>(
      `SELECT d.header, d.status, (SELECT json_agg(g ORDER BY position) FROM goods_line g WHERE g.declaration_id = d.id) AS goods
       FROM declaration d WHERE d.reference = $1`,
      [reference],
    );
    return found ?? null;
  }
}

/** Row, column and code of each error. */
export const places = ({ errors }: Pick<Import, 'errors'>) =>
  errors.map(({ row: at, column, code }) => [at, column, code]);
