import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { assess } from '../../src/declarations/domain/assess.js';
import type {
  Assessment,
  Charge,
  ChargeMark,
  DeclarationInput,
  GoodsLine,
} from '../../src/declarations/domain/declaration.js';
import type { Rate } from '../../src/reference/domain/rates.js';
import { meaningOf } from '../../src/declarations/domain/receipt-codes.js';
import {
  projectStatus,
  type ReceiptFact,
  type ProjectedStatus,
} from '../../src/declarations/domain/status/project-status.js';
import { dec, Decimal } from '../../src/vocabulary/decimal.js';
import { moneyText } from '../../src/vocabulary/money.js';
import type { Submission } from '../../src/declarations/domain/status/filings.js';
import { businessDayOf, monthOf, startOfDay } from '../../src/vocabulary/period.js';
import { exampleRuleBook } from '../samples/example.js';

type Row = Record<string, string>;
interface Receipt {
  channel: string;
  code: string;
  reference: string;
  eventTime: string;
  entryId: string;
}
interface Expected {
  containers: number;
  declarations: number;
  goodsLines: number;
  closed: number;
  countries: number;
  items: number;
  closedByDay: Record<string, number>;
  cny: Record<string, string>;
  usd: Record<string, string>;
  totalCny: string;
  totalUsd: string;
}

const text = (name: string): string => readFileSync(join(__dirname, '..', 'samples', name), 'utf8');
const json = <T>(name: string): T => JSON.parse(text(name)) as T;
const RATES = json<Record<string, Record<string, Rate>>>('rates.json');

const charge = (mark = '', value = ''): Charge | undefined =>
  mark === '' ? undefined : { mark: mark as ChargeMark, value };
const count = (digits = ''): number => Number.parseInt(digits, 10);

const goodsLine = (row: Row): GoodsLine => ({
  line: count(row['line']),
  hsCode: row['hs_code'],
  name: row['goods_name'],
  specification: row['specification'],
  quantity: row['quantity'],
  unit: row['unit'],
  packages: count(row['line_packages']),
  grossWeightKg: row['gross_kg'],
  netWeightKg: row['net_kg'],
  totalPrice: row['total_price'],
  finalDestination: row['final_destination'],
  stall: row['stall'],
});

const declaration = (rows: readonly Row[]): DeclarationInput => {
  const row = rows[0] ?? {};
  return {
    reference: row['reference'] ?? '',
    market: row['market'] ?? '',
    declaredOn: row['declared_on'],
    customsOffice: row['customs_office'],
    exitOffice: row['exit_office'],
    consignor: { uscc: row['consignor_uscc'], name: row['consignor_name'] },
    principal: { idType: 'USCC', id: row['principal_id'], name: row['principal_name'] },
    buyer: { name: row['buyer_name'], country: row['buyer_country'] },
    tradeTerms: row['trade_terms'],
    currency: row['currency'],
    freight: charge(row['freight_mark'], row['freight_value']),
    insurance: charge(row['insurance_mark'], row['insurance_value']),
    transportMode: row['transport_mode'],
    billOfLading: row['bill_of_lading'],
    portOfDestination: row['port_of_destination'],
    tradeCountry: row['trade_country'],
    arrivalCountry: row['arrival_country'],
    packages: count(row['packages']),
    grossWeightKg: row['declared_gross_kg'],
    netWeightKg: row['declared_net_kg'],
    simplified: row['simplified'] === 'Y',
    containers: [...new Set(rows.map((each) => each['container_number'] ?? ''))].map((number) => ({ number })),
    goods: rows.map(goodsLine),
  };
};

const grouped = <T>(list: readonly T[], keyOf: (each: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const each of list) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return groups;
};

interface PlayedDeclaration {
  input: DeclarationInput;
  assessment: Assessment;
  projected: ProjectedStatus;
}

const projectedOf = (receipts: readonly Receipt[], filing: Omit<Submission, 'number'>): ProjectedStatus => {
  const facts = receipts.map(({ channel, code, eventTime, entryId }): ReceiptFact => {
    const meaning = meaningOf(channel, code);
    if (meaning === null) throw new Error(`unknown code ${code}`);
    return { meaning, eventTime, entryId, channel, rawCode: code };
  });
  return projectStatus([{ number: 1, ...filing }], facts);
};

const assessDay = (inputs: readonly DeclarationInput[]): Assessment[] =>
  inputs.map((input) => {
    const day = input.declaredOn ?? '';
    const month = monthOf(day);
    return assess(input, exampleRuleBook({ today: day, day, month, rates: RATES[month] ?? null }));
  });

const inputsOf = (day: string): DeclarationInput[] => {
  const rows = parse(text(`day-${day}.csv`), { columns: true, bom: true }) as Row[];
  return [...grouped(rows, (row) => row['reference'] ?? '').values()].map(declaration);
};

const playDay = (day: string, submittedAt: string): PlayedDeclaration[] => {
  const inputs = inputsOf(day);
  const assessments = assessDay(inputs);
  const { receipts } = json<{ receipts: Receipt[] }>(`receipts-${day}.json`);
  const byReference = grouped(receipts, ({ reference }) => reference);
  return inputs.flatMap((input, index) => {
    const assessment = assessments[index];
    if (assessment === undefined) return [];
    return [
      {
        input,
        assessment,
        projected: projectedOf(byReference.get(input.reference) ?? [], { filedAt: startOfDay(day), submittedAt }),
      },
    ];
  });
};

const totalBy = <T>(list: readonly T[], keyOf: (each: T) => string, valueOf: (each: T) => string) =>
  Object.fromEntries(
    [...grouped(list, keyOf)].map(([key, each]) => [
      key,
      moneyText(each.reduce((total, one) => total.plus(dec(valueOf(one))), new Decimal(0))),
    ]),
  );

describe.each(['2021-12-28', '2021-10-19'])('the sample day %s', (day) => {
  const expected = json<Expected>(`expected-${day}.json`);
  const played = playDay(day, `${day}T08:00:00+08:00`);
  const closed = played.filter(({ projected }) => projected.status === 'closed');
  const items = closed.flatMap(({ assessment }) => assessment.items);

  it('is read whole', () => {
    expect(played).toHaveLength(expected.declarations);
    expect(played.flatMap(({ input }) => input.goods ?? [])).toHaveLength(expected.goodsLines);
    const containers = played.flatMap(({ input }) => input.containers ?? []).map(({ number }) => number);
    expect(new Set(containers).size).toBe(expected.containers);
  });

  it('breaks no rule', () => {
    const errors = played.flatMap(({ assessment }) =>
      assessment.findings.filter(({ severity }) => severity === 'error'),
    );
    expect(errors).toEqual([]);
  });

  it('is merged into as many items as the independent model gives', () => {
    expect(played.flatMap(({ assessment }) => assessment.items)).toHaveLength(expected.items);
  });

  it('keeps every goods line in exactly one item', () => {
    for (const { input, assessment } of played) {
      const merged = assessment.items.flatMap(({ goodsLines }) => goodsLines).sort((left, right) => left - right);
      expect(merged).toEqual((input.goods ?? []).map(({ line }) => line));
    }
  });

  it('closes on the days of its closing receipts', () => {
    expect(closed).toHaveLength(expected.closed);
    const days = grouped(closed, ({ projected }) => businessDayOf(projected.closedAt ?? ''));
    expect(Object.fromEntries([...days].map(([key, each]) => [key, each.length]))).toEqual(expected.closedByDay);
  });

  it('exports to each final destination what the independent model says, to the cent', () => {
    expect(
      totalBy(
        items,
        (item) => item.finalDestination,
        (item) => item.fobCny,
      ),
    ).toEqual(expected.cny);
    expect(
      totalBy(
        items,
        (item) => item.finalDestination,
        (item) => item.fobUsd,
      ),
    ).toEqual(expected.usd);
    expect(Object.keys(expected.cny)).toHaveLength(expected.countries);
    expect(
      totalBy(
        items,
        () => 'total',
        (item) => item.fobCny,
      ),
    ).toEqual({ total: expected.totalCny });
    expect(
      totalBy(
        items,
        () => 'total',
        (item) => item.fobUsd,
      ),
    ).toEqual({ total: expected.totalUsd });
  });

  it('stands the same when it is recorded years after it was filed', () => {
    const later = playDay(day, '2026-11-23T23:00:00Z');
    expect(later.map(({ projected }) => [projected.status, projected.closedAt, projected.entryId])).toEqual(
      played.map(({ projected }) => [projected.status, projected.closedAt, projected.entryId]),
    );
  });
});
