/** SQL of an instant within JSON, written as the driver and `Date` write one: UTC, with milliseconds. */
export const utcText = (instant: string): string =>
  `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
