import { maybe, nullOr, orNull } from '../platform/http/description/example.js';

/** An import as the API description shows it. */
export const IMPORT = {
  id: '019a95e2-4c00-7000-8000-000000000059',
  kind: 'declarations',
  mode: 'good',
  dryRun: false,
  submit: true,
  state: 'finished',
  encoding: orNull('utf-8'),
  rows: 20,
  rowsRejected: 6,
  declarations: 3,
  accepted: 2,
  rejected: 1,
  created: 2,
  replaced: 0,
  unchanged: 0,
  submittable: 2,
  progress: '1.00',
  sameFileAs: nullOr('019a95e2-4c00-7000-8000-000000000058'),
  createdAt: '2026-11-18T02:00:02.000Z',
  startedAt: orNull('2026-11-18T02:00:02.000Z'),
  finishedAt: orNull('2026-11-18T02:00:03.000Z'),
};

export const IMPORT_TAKEN = {
  ...IMPORT,
  ...{ state: 'queued', encoding: nullOr('utf-8'), progress: '0.00' },
  ...{ rows: 0, rowsRejected: 0, declarations: 0, accepted: 0, rejected: 0, created: 0, submittable: 0 },
  startedAt: nullOr('2026-11-18T02:00:02.000Z'),
  finishedAt: nullOr('2026-11-18T02:00:03.000Z'),
};

export const IMPORT_WITH_ERRORS = {
  ...IMPORT,
  errors: [
    {
      row: 2,
      column: orNull('hs_code'),
      value: orNull('59032000'),
      code: 'hs-code-invalid',
      severity: 'error',
      pointer: '/goods/0/hsCode',
      message: 'The HS code "59032000" must be ten digits, of a chapter and heading of the tariff.',
      remedy: 'Enter all ten digits (8 of the tariff, 2 of supervision) without points or blanks.',
      source: maybe('GACC Announcement 2019 No. 18.'),
    },
  ],
  failure: maybe([
    {
      code: 'file-unreadable',
      severity: 'error',
      pointer: '',
      message: 'The file cannot be read.',
      remedy: 'Send an unprotected CSV file; saving it once more in Excel often helps.',
      source: maybe('GACC Announcement 2019 No. 18.'),
    },
  ]),
};

/** One goods line of one declaration; most columns may be left out. */
export const FILE =
  'reference,market,line,hs_code,goods_name,quantity,unit,net_kg,total_price,final_destination\n' +
  'DC-20211228-0002,KQ-CTC,1,5407520090,涤纶染色布,12000,030,6900,18600.00,NGA\n';

/** Progress as server-sent events. */
export const PROGRESS_STREAM =
  'id: running-120\ndata: {"id":"019a95e2-4c00-7000-8000-000000000059","state":"running","progress":"0.40"}\n\n';

/** Files as they are answered; the columns are those of the template. */
export const TEMPLATE_FILE = 'reference,declared_on,market,…\r\n';
export const ERRORS_FILE =
  'row,column,value,code,severity,message,remedy,source\r\n2,hs_code,59032000,hs-code-invalid,error,"The HS code ""59032000"" must be ten digits, of a chapter and heading of the tariff.",…\r\n';
export const REJECTED_FILE = 'reference,market,hs_code,错误\r\nDC-1,KQ-CTC,59032000,hs_code: …\r\n';
