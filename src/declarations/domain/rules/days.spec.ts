import { exampleRuleBook, exampleDeclaration, breachTexts } from '../../../../test/samples/example.js';
import { days } from './days.js';

describe('the day of declaration', () => {
  it.each([
    ['2021-12-27', []],
    ['2021-12-28', []],
    ['2021-12-29', ['declared-in-future /declaredOn']],
    [undefined, []],
  ])('%s, on 2021-12-28: %j', (declaredOn, expected) => {
    expect(breachTexts(days(exampleDeclaration({ declaredOn }), exampleRuleBook()))).toEqual(expected);
  });
});
