import { statementOf } from './statement.js';

const STAGE = { declarations: 2, containers: 1, valueCny: '10.00', valueUsd: '1.50' };

describe('a statement', () => {
  it('has every figure, also where nothing was found', () => {
    expect(statementOf({ stages: null, openItems: null, lines: null })).toEqual({
      declared: { declarations: 0, containers: 0, valueCny: '0.00', valueUsd: '0.00' },
      released: { declarations: 0, containers: 0, valueCny: '0.00', valueUsd: '0.00' },
      closed: { declarations: 0, containers: 0, valueCny: '0.00', valueUsd: '0.00' },
      adjustments: { declarations: 0, valueCny: '0.00', valueUsd: '0.00' },
      openItems: { total: 0, byKind: {} },
      lines: [],
    });
  });

  it('counts open items, and no containers of adjustments: their weeks have counted them', () => {
    const openItems = { 'released-not-closed': 2, 'receipt-parked': 1 };
    const statement = statementOf({ stages: { closed: STAGE, adjustments: STAGE }, openItems, lines: [] });
    expect(statement.closed).toEqual(STAGE);
    expect(statement.adjustments).toEqual({ declarations: 2, valueCny: '10.00', valueUsd: '1.50' });
    expect(statement.openItems).toEqual({ total: 3, byKind: openItems });
  });
});
