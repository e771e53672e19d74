import type { AuditChange } from '../../audit/audit.js';
import { changedPointers } from '../../messages/refusals/changed-pointers.js';
import type { Shipment } from '../domain/shipment.js';

/** What a change has made of a visit, as the audit trail keeps it; `before` is null for a new one. */
export function visitChange(before: Shipment | null, after: Shipment): AuditChange {
  const range = { resource: 'shipment', from: before?.revision ?? 0, to: after.revision };
  return { ...range, changed: before === null ? [''] : changedPointers(stated(before), stated(after)) };
}

/** That it has changed, and when, is said by the revision. */
const stated = ({ revision: _revision, updatedAt: _at, ...shipment }: Shipment) => shipment;
