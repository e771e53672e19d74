import { violation, type Violation } from '../../messages/refusals/violation.js';
import { type FindingAcknowledgement, answerTo } from './acknowledgement.js';

const warning = (params?: Record<string, string>, place = '/goods'): Violation =>
  violation('near-ceiling', place, params, 'warning');
const answer = (number: number, changes: Partial<FindingAcknowledgement> = {}): FindingAcknowledgement => ({
  ...{ number, code: 'near-ceiling', pointer: '/goods', params: { usd: '140000.00', percent: '93.3' } },
  ...{ reason: `reason ${number}`, by: 'brokerA', at: '2026-11-18T02:00:00.000Z' },
  ...changes,
});
const SAID = { usd: '140000.00', percent: '93.3' };

describe('the answer to a warning', () => {
  it.each<[string, Violation, FindingAcknowledgement[], string | null]>([
    ['none given', warning(SAID), [], null],
    ['given', warning(SAID), [answer(1)], 'reason 1'],
    ['whatever the order of what was said', warning({ percent: '93.3', usd: '140000.00' }), [answer(1)], 'reason 1'],
    ['given twice: the last one', warning(SAID), [answer(2), answer(1)], 'reason 2'],
    ['about another value', warning({ ...SAID, usd: '149000.00' }), [answer(1)], null],
    ['about less', warning({ usd: '140000.00' }), [answer(1)], null],
    ['about more', warning({ ...SAID, ceiling: '150000.00' }), [answer(1)], null],
    ['about nothing in particular', warning(), [answer(1, { params: {} })], 'reason 1'],
    ['at another place', warning(SAID, '/goods/0'), [answer(1)], null],
    ['of another rule', warning(SAID), [answer(1, { code: 'stall-missing' })], null],
    ['to what is an error by now', { ...warning(SAID), severity: 'error' }, [answer(1)], null],
  ])('%s', (_, finding, all, expected) => expect(answerTo(finding, all)?.reason ?? null).toBe(expected));
});
