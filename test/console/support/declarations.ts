import type { Stage } from './stage.js';

export interface Draft {
  readonly id: string;
  readonly revision: number;
  readonly goods: readonly { readonly name?: string; readonly specification?: string }[];
}
export interface List {
  readonly items: readonly { readonly id: string }[];
}

/** A draft with everything that a form needs but its goods: a copy of what was filed, without header totals and containers. */
export async function draftOn(stage: Stage, reference: string, goods: readonly object[] = []): Promise<Draft> {
  const { items } = await stage.call<List>('brokerA', 'GET', '/v1/declarations?status=accepted,released&limit=1');
  const source = await stage.call<Record<string, unknown>>('brokerA', 'GET', `/v1/declarations/${items[0]?.id ?? ''}`);
  const header = [
    'market',
    'customsOffice',
    'exitOffice',
    'consignor',
    'principal',
    'buyer',
    'tradeTerms',
    'transportMode',
    'tradeCountry',
    'arrivalCountry',
    'packageType',
  ];
  const body = Object.fromEntries(header.map((name) => [name, source[name]]));
  return stage.call<Draft>('brokerA', 'POST', '/v1/declarations', {
    ...body,
    reference,
    tradeTerms: 'FOB',
    currency: 'USD',
    goods,
  });
}

export const LINE = {
  line: 1,
  hsCode: '5407520000',
  name: '涤纶染色布',
  quantity: '100',
  unit: '030',
  netWeightKg: '50',
  totalPrice: '10.00',
  finalDestination: 'NGA',
};

/** A declaration that waits for an officer's decision: filed, accepted, and red, so that it has to be looked at. */
export async function waitingOn(stage: Stage, reference: string): Promise<string> {
  const { id } = await draftOn(stage, reference, [LINE]);
  await stage.submit(id);
  const changes = [{ declarationId: id, colour: 'red', reason: '布控' }];
  await stage.call('officer', 'POST', '/v1/lane-changes', { changes });
  await stage.call('officer', 'POST', '/v1/decisions', { decisions: [{ declarationId: id, action: 'accept' }] });
  return id;
}
