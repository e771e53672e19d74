import { Field } from '../../platform/http/shapes/shape.js';
import type { Language } from '../../vocabulary/language.js';

/** One plain address: no name, no list, nothing a mail header could be broken with. */
const EMAIL =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/;
const EMAIL_MAX = 254;

const isEmail = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= EMAIL_MAX && EMAIL.test(value);

export class PutNoticeAddress {
  @Field.checked(
    (value) => (isEmail(value) ? null : { code: 'email-invalid', params: { value: String(value).slice(0, 80) } }),
    { type: 'string', format: 'email', maxLength: EMAIL_MAX },
    { required: true, example: 'notice@example.com' },
  )
  email!: string;

  @Field.oneOf(['zh', 'en'], { description: 'Language of the mails; Chinese when left out.' })
  language?: Language;
}
