import { anything, either, nullOr, orNull } from '../platform/http/description/example.js';

/** An entry as the API description shows it; what stands in `detail` depends on the action. */
export const AUDIT_ENTRY = {
  id: '019a95e2-4c00-7000-8000-000000000006',
  at: '2026-11-18T02:00:00.000Z',
  action: 'key.created',
  subjectType: 'key',
  subjectId: either('019a95e2-4c00-7000-8000-000000000007', 'daily-clearance KQ-CTC 2026-11-17'),
  actorName: 'brokerB',
  actorRole: 'broker',
  actorKey: orNull('019a95e2-4c00-7000-8000-000000000008'),
  actorPerson: nullOr('019a95e2-4c00-7000-8000-000000000011'),
  organisation: orNull('019a95e2-4c00-7000-8000-000000000009'),
  requestId: orNull('019a95e2-4c00-7000-8000-000000000010'),
  detail: anything({ role: 'broker', expiresAt: '2027-11-18T16:00:00.000Z' }),
};
