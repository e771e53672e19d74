import { Injectable } from '@nestjs/common';

/**
 * Named points of a run, between a half that is done and the half that follows. Here they do nothing. A test runs the work in a process
 * of its own, binds a provider that kills or stops that process at a point, and checks what the first half left behind.
 */
@Injectable()
export class FaultPoints {
  reached(_point: string): void {}
}
