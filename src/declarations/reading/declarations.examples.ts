import { byKey, maybe, nullOr, orNull } from '../../platform/http/description/example.js';

/** What a broker sends: 18,600.00 USD CIF, in one container, at the rates of December 2021. */
export const DECLARATION_BODY = {
  reference: 'DC-20211228-0001',
  market: 'KQ-CTC',
  declaredOn: '2021-12-28',
  customsOffice: '2906',
  exitOffice: '3104',
  consignor: { uscc: '91000000MA0000001R', name: '绍兴织关进出口有限公司' },
  principal: { idType: 'USCC', id: '92000000MA0000001N', name: '柯桥锦泰纺织品经营部' },
  buyer: { name: 'LAGOS FABRICS', country: 'NGA', documentNumber: 'A01234567' },
  tradeTerms: 'CIF',
  currency: 'USD',
  freight: { mark: 'total', value: '850.00', currency: 'USD' },
  insurance: { mark: 'rate', value: '0.3' },
  otherCharges: { mark: 'total', value: '0' },
  contractNumber: 'KQ-2021-0815',
  transportMode: '2',
  vessel: 'COSCO SHIPPING ARIES',
  voyage: '041W',
  billOfLading: 'COSU6123456780',
  portOfDestination: 'NGA036',
  exitPort: '380101',
  tradeCountry: 'NGA',
  arrivalCountry: 'NGA',
  packages: 160,
  packageType: '06',
  grossWeightKg: '7100',
  netWeightKg: '6900',
  simplified: false,
  remarks: 'N/M',
  documents: [{ code: '00000001', number: 'INV-2021-0815' }],
  containers: [{ number: 'CSQU3054383', goodsLines: [1] }],
  goods: [
    {
      line: 1,
      hsCode: '5407520000',
      name: '涤纶染色布',
      specification: '150cm',
      quantity: '12000',
      unit: '030',
      packages: 160,
      grossWeightKg: '7100',
      netWeightKg: '6900',
      totalPrice: '18600.00',
      finalDestination: 'NGA',
      stall: 'C1-0231',
      legalQuantity1: '12000',
      legalQuantity2: '6900',
      elements: '1:机织|2:染色|3:涤纶100%|4:幅宽150cm',
      domesticSource: '33069',
    },
  ],
};

type Example = Readonly<Record<string, unknown>>;
/** A draft may be unfinished: of what was sent, each field but these may be missing. */
const fieldwise = (body: Example, always: readonly string[] = []): Example =>
  Object.fromEntries(Object.entries(body).map(([key, value]) => [key, always.includes(key) ? value : maybe(value)]));
const charge = (mark: string, value: string) => ({ mark, value, currency: maybe('USD') });

const { reference, market, containers, goods, ...header } = DECLARATION_BODY;
const HEADER = fieldwise({
  ...header,
  tradeRecord: 'SCCG:3318961CXP17000834',
  consignor: fieldwise(header.consignor),
  principal: fieldwise(header.principal),
  buyer: fieldwise(header.buyer),
  freight: charge('total', '850.00'),
  insurance: charge('rate', '0.3'),
  otherCharges: charge('total', '0'),
  documents: header.documents.map((one) => fieldwise(one, ['code'])),
});

const FINDING = {
  code: 'near-ceiling',
  see: maybe('split-proposal'),
  severity: 'warning',
  pointer: '/goods',
  message: 'The declared total of 140000.00 USD is above 90 % of the limit of 150000.00 USD.',
  remedy: 'Nothing needs to be done.',
  source: maybe('GACC Announcement 2019 No. 18.'),
  // With warnings only: an error is corrected, not answered.
  acknowledged: maybe(orNull({ reason: '单价已与合同核对', by: 'brokerA', at: '2021-12-28T02:00:00.000Z' })),
};

const STEP = {
  actor: 'nobody',
  step: 'none',
  text: 'It is closed; nothing remains to be done.',
  dueAt: nullOr('2021-12-29T12:00:00.000Z'),
  overdue: false,
  calendarPublished: true,
};

const BEHIND = {
  ...STEP,
  actor: 'officer',
  step: 'decide-amendment',
  text: 'The officer decides the amendment asked for (number 1).',
  dueAt: orNull('2022-01-04T12:00:00.000Z'),
};

const NEXT = { ...STEP, also: [BEHIND] };

const TOTALS = orNull({
  declared: '18600.00',
  usd: '18600.00',
  cny: '118919.10',
  fobUsd: '17694.20',
  fobCny: '113127.87',
});

const TIMES = {
  filedAt: orNull('2021-12-28T04:00:00.000Z'),
  submittedAt: orNull('2021-12-28T04:00:00.000Z'),
  acceptedAt: orNull('2021-12-28T06:00:00.000Z'),
  inspectingAt: nullOr('2021-12-28T07:00:00.000Z'),
  releasedAt: orNull('2021-12-29T02:00:00.000Z'),
  returnedAt: nullOr('2021-12-28T05:00:00.000Z'),
  cancelledAt: nullOr('2021-12-28T05:00:00.000Z'),
  closedAt: orNull('2021-12-30T05:00:00.000Z'),
  createdAt: '2021-12-28T03:00:00.000Z',
  updatedAt: '2021-12-30T05:00:00.000Z',
};

const HEAD = {
  id: '019a95e2-4c00-7000-8000-000000000025',
  reference,
  market,
  ...HEADER,
  status: 'closed',
  version: 1,
  revision: 7,
  entryId: orNull('290620210000000902'),
  splitGroup: nullOr('019a95e2-4c00-7000-8000-000000000024'),
  brokerId: '019a95e2-4c00-7000-8000-000000000026',
};

/** A declaration as it is answered. */
const RATES_USED = { month: '2021-12', rates: byKey({ USD: { toCny: '6.3935', toUsd: '1' } }) };

export const DECLARATION = {
  ...HEAD,
  containers: containers.map((one) => fieldwise(one, ['number'])),
  goods: goods.map((one) => fieldwise({ ...one, tradeLine: 3 })),
  items: [
    {
      itemNumber: 1,
      hsCode: '5407520000',
      name: '涤纶染色布',
      quantity: '12000',
      unit: '030',
      netWeightKg: orNull('6900'),
      totalPrice: '18600.00',
      finalDestination: 'NGA',
      goodsLines: [1],
      fobUsd: orNull('17694.20'),
      fobCny: orNull('113127.87'),
    },
  ],
  totals: TOTALS,
  // `month` and `rates` are those of the FOB values, `declared` those of totals.usd and totals.cny; where the closing has valued
  // the declaration anew, `declared` says what FOB was until then.
  valuation: orNull({
    ...{ basis: 'declaration', ...RATES_USED },
    declared: { ...RATES_USED, fobCny: maybe('113127.87'), fobUsd: maybe('17694.20') },
  }),
  findings: [FINDING],
  next: NEXT,
  ...TIMES,
};

/** A declaration in a list. */
export const SUMMARY = {
  ...HEAD,
  totals: TOTALS,
  counts: { goodsLines: 1, items: 1, containers: 1, errors: 0, warnings: 1, unacknowledged: 0 },
  next: NEXT,
  ...TIMES,
};

export const LISTED_DECLARATION = {
  ...SUMMARY,
  brokerName: orNull('柯桥甲报关行'),
  lane: maybe(orNull({ colour: 'red', pending: nullOr('green') })),
};

/** Counted by all there is; a row has what was asked for. */
export const DECLARATION_COUNTS = {
  total: 12,
  rows: [
    {
      status: maybe('accepted'),
      nextActor: maybe('customs'),
      lane: maybe(orNull('red')),
      destination: maybe(orNull('NGA')),
      declarations: 12,
      usd: '223200.00',
    },
  ],
};

/** The beginning of the list as a file. */
export const DECLARATIONS_FILE =
  'id,reference,entryId,status,market,brokerName\r\n019a95e2-4c00-7000-8000-000000000041,DC-20211228-0001,,accepted,KQ-CTC,绍兴柯桥启航报关有限公司\r\n';
