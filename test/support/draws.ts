/** With DRAWS=all, as where a change lands, the races that are tried again and again are tried as often as it takes to meet rare ones. */
export const ALL_DRAWS = process.env['DRAWS'] === 'all';
