import { violation, type Violation } from '../../messages/refusals/violation.js';

export const PASSWORD_LENGTH_MIN = 12;
export const PASSWORD_LENGTH_MAX = 128;

/** Fewer different characters than this are a key held down, or two. */
const DIFFERENT_MIN = 5;

/** Words that stand at the top of every list of guesses; together with digits they are guessed as well. */
const COMMON =
  /^(?:password|passw0rd|qwerty\w*|admin\w*|welcome|iloveyou|loomgate|letmein|abc|asdfgh\w*|woaini)+[\d\W_]*$/i;
const COUNTING = '01234567890123456789abcdefghijklmnopqrstuvwxyz';

export const passwordWeakness = (weakness: 'short' | 'long' | 'common' | 'own name' | 'same'): Violation[] => [
  violation('password-weak', '/newPassword', { weakness, min: String(PASSWORD_LENGTH_MIN) }),
];

/**
 * What is wrong with a password somebody chooses. Length is what holds; a demand for signs and capitals would only be met by
 * `Password123!`, and a demand to change it every few months by a number at its end.
 */
export function checkPassword(password: string, { login, name }: { login: string; name: string }): Violation[] {
  const text = password.normalize('NFKC');
  const length = [...text].length;
  if (length < PASSWORD_LENGTH_MIN) return passwordWeakness('short');
  if (length > PASSWORD_LENGTH_MAX) return passwordWeakness('long');
  const lower = text.toLowerCase();
  if (new Set(lower).size < DIFFERENT_MIN || COUNTING.includes(lower) || COMMON.test(lower))
    return passwordWeakness('common');
  const own = [login, name].map((each) => each.toLowerCase()).filter((each) => [...each].length >= 4);
  const rest = own.reduce((left, each) => left.replaceAll(each, ''), lower);
  return [...rest].length < PASSWORD_LENGTH_MIN / 2 ? passwordWeakness('own name') : [];
}
