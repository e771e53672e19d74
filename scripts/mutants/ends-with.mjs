import { without } from './without.mjs';

/** What ends with its key, its session, its person or its firm. */
const STREAMS = { stories: ['test/notices/event-streams'] };
const KEYS = { stories: ['test/http/keys'] };
const MERGED = { stories: ['test/http/merged-firms'] };

export const ENDINGS = [
  without(
    'stream: goes on after its session',
    'access/authentication.service.ts',
    'if (error.status === 401 || error.status === 403) return false;',
    'if (error.status !== undefined) return true;',
    STREAMS,
  ),
  without(
    'stream: goes on for somebody of another firm',
    'access/authentication.service.ts',
    'reachOf(await this.actorOf(request, caller, actor.role)) === reachOf(actor),',
    'true,',
    STREAMS,
  ),
  without(
    'stream: as many as one likes',
    'access/streams/streams.service.ts',
    'if (already.length >= STREAMS_A_CALLER_MAX)',
    'if (already.length < 0)',
    { stories: ['test/notices/event-streams', 'test/notices/board-stream'] },
  ),
  without(
    'events: what was committed late is left out',
    'notices/event-streams/streamed-events.query.ts',
    'e.written_by >= pg_snapshot_xmin($1::text::pg_snapshot) AND',
    'e.written_by >= pg_snapshot_xmax($1::text::pg_snapshot) AND',
    STREAMS,
  ),
  without(
    'events: an analyst hears of everything',
    'notices/event-streams/streamed-events.query.ts',
    `"e.type = 'edition.created'"`,
    "'true'",
    { stories: ['test/notices/event-streams'], only: 'analyst' },
  ),
  without(
    'key: rotates itself',
    'access/key-register.service.ts',
    "if (maker?.id === id) throw refuse('conflict', 'key-rotates-itself');",
    '',
    KEYS,
  ),
  without(
    'key: a rotated one has a year, whoever asks',
    'access/key-register.service.ts',
    'const expiresAt = [usual, maker?.expiresAt ?? usual].sort()[0] ?? usual;',
    'const expiresAt = usual;',
    KEYS,
  ),
  without(
    'key: a rotated one has more than the key that asks',
    'access/key-register.service.ts',
    "if (excess.length > 0) throw refuse('forbidden', 'scope-missing'",
    "if (excess.length > 9) throw refuse('forbidden', 'scope-missing'",
    KEYS,
  ),
  without(
    'key: outlives the person who made it',
    'access/people/people.service.ts',
    'if (hasLeft) await',
    'if (!after) await',
    KEYS,
  ),
  without(
    'firm: anybody acts for a merged one',
    'access/merged-firms.service.ts',
    'const firm = merged.find(({ id }) => id === wanted.toLowerCase());',
    'const firm = { ...merged[0], id: wanted.toLowerCase() };',
    MERGED,
  ),
  without(
    'firm: a merged one declares anew',
    'declarations/recording/declaration-writer.ts',
    'tx.actor.forMergedFirm && plans',
    'false && plans',
    MERGED,
  ),
  without(
    'firm: a closed one is merged',
    'access/merged-firms.service.ts',
    "kind === 'broker' && state === 'open'",
    "kind !== 'operator'",
    MERGED,
  ),
];
