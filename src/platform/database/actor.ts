/**
 * Roles of people and keys. `auditor` reads what was done and does nothing; `channel` is a machine that delivers customs receipts;
 * `system` is the service itself.
 */
export const ROLES = ['admin', 'broker', 'officer', 'analyst', 'auditor', 'channel', 'system'] as const;
export type Role = (typeof ROLES)[number];

/** The Idempotency-Key of a POST, with the route and the body it was sent with. */
export interface IdempotencyKey {
  readonly key: string;
  readonly route: string;
  readonly fingerprint: string;
}

/** The caller. Every transaction runs for exactly one actor, under that actor's database role. */
export interface Actor {
  /** The key that asks; null for a person's session and for the service itself. */
  readonly keyId: string | null;
  /** The person who asks by a session. */
  readonly personId?: string;
  readonly sessionId?: string;
  /** What a key may be used for; a person's session is not narrowed. */
  readonly scopes?: readonly string[];
  /** The one market that a display on the wall shows. */
  readonly onlyMarket?: string;
  readonly name: string;
  readonly role: Role;
  /** The firm or office the caller belongs to; row-level security compares with it. */
  readonly organisationId: string | null;
  /** Whether that firm was merged into the caller's own, which only finishes what it has begun. */
  readonly forMergedFirm?: boolean;
  /** Customs office code of an officer; null for everybody else. */
  readonly office: string | null;
  readonly requestId: string | null;
  readonly idempotencyKey?: IdempotencyKey;
}

/** Who acts, by id: the person or the key; null for the service itself. Two acts are of the same caller when this is the same. */
export const callerIdOf = ({ personId, keyId }: Actor): string | null => personId ?? keyId;

/** The service itself: jobs, migrations of data, the demo market. */
export const SYSTEM: Actor = {
  keyId: null,
  name: 'loomgate',
  role: 'system',
  organisationId: null,
  office: null,
  requestId: null,
};

/** One database role per kind of actor: one policy per role keeps row-level security on the index. */
export const DATABASE_ROLE: Record<Role, string> = {
  admin: 'loomgate_admin',
  broker: 'loomgate_broker',
  officer: 'loomgate_officer',
  channel: 'loomgate_channel',
  analyst: 'loomgate_analyst',
  auditor: 'loomgate_auditor',
  system: 'loomgate_system',
};
