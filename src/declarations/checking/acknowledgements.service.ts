import { Injectable } from '@nestjs/common';
import { recordAudit } from '../../audit/audit.js';
import type { Actor } from '../../platform/database/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Tx } from '../../platform/database/tx.js';
import { Clock } from '../../vocabulary/clock.js';
import { isId } from '../../vocabulary/id.js';
import { refuse, type Refusal } from '../../messages/refusals/refusal.js';
import { violation, type Violation } from '../../messages/refusals/violation.js';
import type { AcknowledgementBody } from './acknowledgements.dto.js';
import { acknowledgementsOf, appendAcknowledgement } from '../store/acknowledgements.repository.js';
import { type FindingAcknowledgement, answerTo } from '../domain/acknowledgement.js';
import type { DeclarationStatus } from '../domain/status/project-status.js';

interface Held {
  readonly status: DeclarationStatus;
  readonly findings: readonly Violation[];
}

export type AcknowledgementResponse = Omit<FindingAcknowledgement, 'params'> & { readonly declarationId: string };

const FINISHED: readonly DeclarationStatus[] = ['closed', 'cancelled'];

/** Brokers acknowledge warnings with a reason. The declaration itself does not change, nor does its revision. */
@Injectable()
export class AcknowledgementsService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Appends an answer to a warning of the firm's own declaration; the same reason again is the same answer, another one replaces
   * it. Refuses a declaration that is finished (409), an error and a warning that is not there (422).
   */
  acknowledge(actor: Actor, declarationId: string, body: AcknowledgementBody): Promise<AcknowledgementResponse> {
    return this.database.transaction(actor, (tx) => this.append(tx, declarationId, body));
  }

  private async append(tx: Tx, declarationId: string, body: AcknowledgementBody): Promise<AcknowledgementResponse> {
    const { code, pointer, reason } = body;
    const { status, findings } = await this.hold(tx, declarationId);
    const finding = warningAt(findings, body);
    const all = await acknowledgementsOf(tx, declarationId);
    const last = answerTo(finding, all);
    if (last?.reason === reason) return toResponse(declarationId, last);
    if (FINISHED.includes(status)) throw refuse('conflict', 'state-forbids', { status, action: 'acknowledge' });
    const said: FindingAcknowledgement = {
      ...{ number: all.length + 1, code, pointer, params: finding.params ?? {}, reason },
      ...{ by: tx.actor.name, at: this.clock.now().toISOString() },
    };
    await appendAcknowledgement(tx, declarationId, said);
    await recordAudit(tx, this.clock, {
      action: 'declaration.finding-acknowledged',
      subjectType: 'declaration',
      subjectId: declarationId,
      detail: { number: said.number, code, pointer, params: said.params, reason },
    });
    return toResponse(declarationId, said);
  }

  /** The declaration's row is the lock: its findings cannot change meanwhile, and of two answers the second sees the first. */
  private async hold(tx: Tx, id: string): Promise<Held> {
    const held = isId(id)
      ? await tx.one<Held>('SELECT status, findings FROM declaration WHERE id = $1 AND broker_id = $2 FOR UPDATE', [
          id,
          tx.actor.organisationId,
        ])
      : null;
    if (!held) throw refuse('not-found', 'not-found');
    return held;
  }
}

function warningAt(findings: readonly Violation[], { code, pointer }: AcknowledgementBody): Violation {
  const there = findings.filter((found) => found.code === code && found.pointer === pointer);
  const warning = there.find(({ severity }) => severity === 'warning');
  if (warning) return warning;
  throw there.length > 0
    ? broken('finding-blocks', '/code', code)
    : broken('finding-absent', '/pointer', code, pointer);
}

function broken(why: 'finding-blocks' | 'finding-absent', place: string, code: string, pointer?: string): Refusal {
  const params = { value: code, ...(pointer === undefined ? {} : { at: pointer }) };
  return refuse('rule-broken', why, params, [violation(why, place, params)]);
}

const toResponse = (
  declarationId: string,
  { params: _, ...said }: FindingAcknowledgement,
): AcknowledgementResponse => ({
  declarationId,
  ...said,
});
