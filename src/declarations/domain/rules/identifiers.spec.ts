import {
  declarationOf,
  exampleRuleBook,
  exampleDeclaration,
  exampleLine,
  breachTexts,
} from '../../../../test/samples/example.js';
import { identifiers } from './identifiers.js';

describe('a firm', () => {
  it.each([
    ['91000000MA0000001R', []],
    ['91000000MA00000030', []], // the sum divisible by 31, which naive checks refuse
    ['91000000MA0000001S', ['uscc-invalid /consignor/uscc']], // the letter S does not occur
    ['91000000MA0000002R', ['uscc-invalid /consignor/uscc']],
    ['91000000MA0000001', ['uscc-invalid /consignor/uscc']],
    ['91000000ma0000001r', ['uscc-invalid /consignor/uscc']],
  ])('as consignor %s: %j', (uscc, expected) => {
    const input = exampleDeclaration({ consignor: { uscc, name: 'n' } });
    expect(breachTexts(identifiers(input, exampleRuleBook()))).toEqual(expected);
  });

  it.each([
    ['USCC', '92000000MA0000001N', []],
    ['USCC', '92000000MA0000001P', ['uscc-invalid /principal/id']],
    ['USCC', '330621198001011234', ['uscc-invalid /principal/id']],
    ['PASSPORT', 'E12345678', []],
    [undefined, '330621600123456', []], // an old registration of 15 digits
    [undefined, '33062119800101123X', []], // a resident's identity number
    [undefined, '92000000MA0000001N', []],
    [undefined, '92000000MA0000001P', ['uscc-invalid /principal/id']],
  ])('as principal of type %s with %s: %j', (idType, id, expected) => {
    const input = exampleDeclaration({ principal: { idType, id, name: 'n' } });
    expect(breachTexts(identifiers(input, exampleRuleBook()))).toEqual(expected);
  });
});

describe('an HS code', () => {
  it.each([
    ['5407520090', []],
    ['540752009', ['hs-code-invalid /goods/1/hsCode']],
    ['54075200901', ['hs-code-invalid /goods/1/hsCode']],
    ['5407.52.0090', ['hs-code-invalid /goods/1/hsCode']],
    ['８４０７520090', ['hs-code-invalid /goods/1/hsCode']],
    ['8101940000', ['hs-code-ineligible /goods/1/hsCode']],
  ])('%s: %j', (hsCode, expected) => {
    const ruleBook = exampleRuleBook({}, { '8101940000': { ineligible: true } });
    expect(breachTexts(identifiers(declarationOf([exampleLine(1), exampleLine(2, { hsCode })]), ruleBook))).toEqual(
      expected,
    );
  });

  it('that is announced to become ineligible is a warning with the day', () => {
    const ruleBook = exampleRuleBook({}, { '5407520090': { ineligibleFrom: '2022-01-01' } });
    expect(identifiers(declarationOf([exampleLine(1)]), ruleBook)).toEqual([
      {
        code: 'hs-code-ineligible',
        severity: 'warning',
        pointer: '/goods/0/hsCode',
        params: { value: '5407520090', refusesFrom: '2022-01-01' },
      },
    ]);
  });

  it('with export duty or inspection is eligible', () => {
    const ruleBook = exampleRuleBook({}, { '5407520090': { exportDuty: true, inspection: true } });
    expect(identifiers(exampleDeclaration(), ruleBook)).toEqual([]);
  });
});

describe('a container number', () => {
  it.each([
    ['CSQU3054383', []],
    ['CSNU1000140', []], // remainder 10 counts as 0
    ['CSQU3054384', ['container-number-invalid /containers/1/number']],
    ['CSQU3054383 ', ['container-number-invalid /containers/1/number']],
    ['CSQU3054383 trailing', ['container-number-invalid /containers/1/number']],
    ['csqu3054383', ['container-number-invalid /containers/1/number']],
    ['', ['required-missing /containers/1/number']],
  ])('%j: %j', (number, expected) => {
    const containers = [{ number: 'MSKU0383250' }, { number }];
    expect(breachTexts(identifiers(exampleDeclaration({ containers }), exampleRuleBook()))).toEqual(expected);
  });

  it('with a slip comes with what may have been meant', () => {
    const [found] = identifiers(exampleDeclaration({ containers: [{ number: 'CSQU3054338' }] }), exampleRuleBook());
    expect(found?.params?.['suggestions']).toContain('CSQU3054383');
  });
});
