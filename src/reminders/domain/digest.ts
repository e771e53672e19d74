/** How the digest of a reminder is computed again, as the description of reminders says. */
export const REMINDER_DIGEST =
  '`digest` is the SHA-256 (lower-case hex) of { broker, items, market, month } of this answer as UTF-8 JSON without white space, ' +
  'the keys of every object sorted; `items` keep their order.';
