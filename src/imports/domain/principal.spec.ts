import { isResidentId, principalId } from './principal.js';

test.each([
  ['330621199001011230', 'ID'],
  ['11010519491231002X', 'ID'],
  ['11010519491231002x', 'ID'],
  ['91330621MA00000066', 'USCC'],
  // One wrong digit: reported as a wrong code instead of being taken for a number of another kind.
  ['330621199001011231', 'USCC'],
  ['91330621MA00000067', 'USCC'],
  ['E12345678', 'OTHER'],
  ['330621900101123', 'OTHER'],
  ['许可证第123456789012号', 'OTHER'],
])('the number %s is of the kind %s', (id, idType) => expect(principalId(id).idType).toBe(idType));

it('a resident identity number holds a day that exists in the calendar of a year', () => {
  expect(isResidentId('330621199013011230')).toBe(false);
});
