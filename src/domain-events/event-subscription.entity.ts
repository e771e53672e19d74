import { Entity, PrimaryColumn } from 'typeorm';
import type { EventType } from './domain-event.js';

/** A type of event that somebody has subscribed to. */
@Entity('event_subscription')
export class EventSubscriptionEntity {
  @PrimaryColumn('text') readonly type: EventType;
}
