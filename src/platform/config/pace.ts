const LOOK_EVERY_MS = 10_000;

/**
 * How often a worker looks whether it still hears the queue. `LOOK_EVERY_MS` sets it for a test of the real process, which would
 * otherwise wait for more than a minute; like a cut point it is no option of the service.
 */
export const lookEveryMs = (): number => Number.parseInt(process.env['LOOK_EVERY_MS'] ?? '', 10) || LOOK_EVERY_MS;
