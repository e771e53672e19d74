import { anything, either, nullOr, orNull } from '../platform/http/description/example.js';

/** An entry as the API description shows it; what stands in `before`, `after` and `detail` depends on the action. */
export const AUDIT_ENTRY = {
  id: '019a95e2-4c00-7000-8000-000000000006',
  at: '2026-11-18T02:00:00.000Z',
  action: 'declaration.replaced',
  subjectType: 'declaration',
  subjectId: either('019a95e2-4c00-7000-8000-000000000007', 'daily-clearance KQ-CTC 2026-11-17'),
  actorName: 'brokerB',
  actorRole: 'broker',
  actorKey: orNull('019a95e2-4c00-7000-8000-000000000008'),
  actorPerson: nullOr('019a95e2-4c00-7000-8000-000000000011'),
  organisation: orNull('019a95e2-4c00-7000-8000-000000000009'),
  organisationName: orNull('绍兴柯桥启航报关有限公司'),
  requestId: orNull('019a95e2-4c00-7000-8000-000000000010'),
  address: orNull('192.0.2.7'),
  userAgent: orNull('Mozilla/5.0'),
  before: anything({ '/goods/0/quantity': '1200', '/buyer/documentNumber': '***67' }),
  after: anything({ '/goods/0/quantity': '12000', '/buyer/documentNumber': '***14' }),
  detail: anything({ reference: 'DC-20261118-0001' }),
};

export const AUDIT_VERIFICATION = {
  valid: true,
  entries: 48_211,
  unsealed: 0,
  seals: 1_903,
  sealedTo: orNull('2026-11-18T02:00:05.000Z'),
  sealedHash: orNull('4f1c9f2f1a0d6f6f0a9cf1a6a4c8a2ce4d1f2f9a1b0f3f7d5e6c8b9a0d1e2f3a'),
  anchors: 1_903,
  firstBroken: nullOr({
    what: 'entry-edited',
    seal: orNull(1_204),
    entry: orNull('019a95e2-4c00-7000-8000-000000000006'),
  }),
};

export const AUDIT_EXPORT = `{"type":"header","format":"loomgate-audit-export/1","from":"2026-11-18","to":"2026-11-18","exportedAt":"2026-11-19T01:00:00.000Z","previous":"4f1c…","before":1902}
{"type":"seal","number":1903,"sealedAt":"2026-11-18T02:00:05.000Z","digests":["9b2e…"],"previous":"4f1c…","hash":"77ab…"}
{"type":"entry","seal":1903,"place":0,"entry":{"id":"019a95e2-4c00-7000-8000-000000000006","at":"2026-11-18T02:00:00.000000Z","action":"declaration.submitted"}}
{"type":"footer","seals":1,"entries":1,"hash":"77ab…","sha256":"c3d4…"}
`;
