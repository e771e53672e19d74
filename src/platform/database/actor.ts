/** Roles of keys. `channel` is a machine that delivers customs receipts; `system` is the service itself. */
export const ROLES = ['admin', 'broker', 'officer', 'analyst', 'channel', 'system'] as const;
export type Role = (typeof ROLES)[number];

/** The Idempotency-Key of a POST, with the route and the body it was sent with. */
export interface IdempotencyKey {
  readonly key: string;
  readonly route: string;
  readonly fingerprint: string;
}

/** The caller. Every transaction runs for exactly one actor, under that actor's database role. */
export interface Actor {
  readonly keyId: string | null;
  readonly name: string;
  readonly role: Role;
  /** The firm or office the key belongs to; row-level security compares with it. */
  readonly organisationId: string | null;
  /** Customs office code of an officer; null for everybody else. */
  readonly office: string | null;
  readonly requestId: string | null;
  readonly idempotencyKey?: IdempotencyKey;
}

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
  channel: 'loomgate_officer',
  analyst: 'loomgate_analyst',
  system: 'loomgate_system',
};
