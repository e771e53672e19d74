import { Store } from './store';

/** Whether the service tells by itself what has changed. While it does not, lists ask again and again. */
export const liveLine = new Store<boolean>(false);

/** What becomes late by the clock alone changes without an event. */
export const ASKS_WHILE_LIVE_MS = 5 * 60_000;
export const ASKS_MS = 30_000;
