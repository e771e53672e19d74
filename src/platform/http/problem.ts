import { HttpException } from '@nestjs/common';
import { render } from '../../messages/index.js';
import type { Language } from '../../vocabulary/language.js';
import { type CurrentState, Refusal, refuse, type RefusalKind } from '../../messages/refusals/refusal.js';
import { DatabaseUnavailable } from '../database/unavailable.js';
import {
  renderViolation,
  type RenderedViolation,
  type Violation,
  type ViolationCode,
} from '../../messages/refusals/violation.js';

/** What a 503 says in Retry-After: a restart of the database takes about as long. */
export const RETRY_AFTER_SECONDS = '2';

const TITLE: Record<number, { zh: string; en: string }> = {
  400: { zh: '请求格式有误', en: 'Malformed request' },
  401: { zh: '需要身份验证', en: 'Authentication required' },
  403: { zh: '没有权限', en: 'Not allowed' },
  404: { zh: '未找到', en: 'Not found' },
  405: { zh: '不支持该方法', en: 'Method not allowed' },
  406: { zh: '无法按要求的格式应答', en: 'Not acceptable' },
  408: { zh: '请求超时', en: 'Request timeout' },
  409: { zh: '与现有状态冲突', en: 'Conflict' },
  412: { zh: '版本已过期', en: 'Stale version' },
  413: { zh: '内容过大', en: 'Too large' },
  415: { zh: '不支持的内容类型', en: 'Unsupported media type' },
  422: { zh: '内容不符合规定', en: 'Rule broken' },
  428: { zh: '缺少前提条件', en: 'Precondition required' },
  429: { zh: '请求过于频繁', en: 'Too many requests' },
  431: { zh: '请求头过大', en: 'Headers too large' },
  500: { zh: '服务内部错误', en: 'Internal error' },
  503: { zh: '服务暂时不可用', en: 'Service unavailable' },
};

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly remedy?: string;
  readonly requestId: string;
  /** Of a stale change: what is there, who made it so when, and what differs from the state the change builds on. */
  readonly current?: CurrentState;
  readonly violations?: RenderedViolation[];
  /** How many there are; the first hundred are listed. */
  readonly violationsTotal?: number;
}

export const VIOLATIONS_SHOWN = 100;

/** As many as a reader can use, errors before warnings where not all of them are listed. */
function shown(all: readonly Violation[]): readonly Violation[] {
  if (all.length <= VIOLATIONS_SHOWN) return all;
  const errors = all.filter(({ severity }) => severity === 'error');
  const warnings = all.filter(({ severity }) => severity !== 'error');
  return [...errors, ...warnings].slice(0, VIOLATIONS_SHOWN);
}

/** RFC 9457 body of a refusal, in the caller's language. */
export function problemOf(refusal: Refusal, language: Language, at: { path: string; requestId: string }): Problem {
  return problem(refusal.status, refusal, language, at);
}

/** The body for a fault of the service: nothing internal, only whom to ask. */
export function faultProblem(language: Language, at: { path: string; requestId: string }): Problem {
  return problem(500, refuse('unavailable', 'internal-error'), language, at);
}

function problem(
  status: number,
  refusal: Refusal,
  language: Language,
  at: { path: string; requestId: string },
): Problem {
  const { message, remedy } = render(refusal.code, refusal.params, language);
  const violations = shown(refusal.violations).map((violation) => renderViolation(violation, language));
  // Where the whole is refused for what its first breach says, that one names the place and what may be done.
  const [first] = violations;
  const named = first?.code === refusal.code && Object.keys(refusal.params).length === 0 ? first : null;
  return {
    type: `urn:loomgate:problem:${refusal.code}`,
    title: TITLE[status]?.[language] ?? refusal.code,
    status,
    detail: named ? named.message : message,
    instance: at.path,
    code: refusal.code,
    remedy: named ? named.remedy : remedy,
    requestId: at.requestId,
    ...(refusal.current === null ? {} : { current: refusal.current }),
    ...(violations.length > 0 ? { violations, violationsTotal: refusal.violations.length } : {}),
  };
}

const BY_STATUS: Record<number, [RefusalKind, ViolationCode]> = {
  400: ['malformed', 'body-not-json'],
  401: ['unauthenticated', 'key-missing'],
  403: ['forbidden', 'not-allowed'],
  404: ['not-found', 'route-unknown'],
  405: ['method-not-allowed', 'method-not-allowed'],
  413: ['too-large', 'body-too-large'],
  415: ['unsupported-media', 'media-type-unsupported'],
  429: ['too-many', 'rate-limited'],
  503: ['unavailable', 'service-unavailable'],
};

/** What the framework refuses, by its own names. */
const BY_FRAMEWORK_CODE: Record<string, [RefusalKind, ViolationCode]> = {
  FST_ERR_BAD_URL: ['malformed', 'path-broken'],
  FST_ERR_MAX_PARAM_LENGTH: ['malformed', 'path-parameter-too-long'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['malformed', 'body-cut-off'],
};

/** SQLSTATEs that a caller can cause. What the database cannot do at the moment is a DatabaseUnavailable; the rest are faults of ours. */
const BY_SQLSTATE: Record<string, [RefusalKind, ViolationCode]> = {
  '22003': ['malformed', 'decimal-invalid'],
  '22021': ['malformed', 'text-forbidden-character'],
  '22P05': ['malformed', 'text-forbidden-character'],
  '23505': ['conflict', 'database-constraint'],
};

/** Turns whatever was thrown into a refusal; null means a fault of ours (500). */
export function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  if (error instanceof DatabaseUnavailable)
    return refuse('unavailable', 'service-unavailable', { seconds: RETRY_AFTER_SECONDS });
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  const code = codeOf(error);
  const known = BY_FRAMEWORK_CODE[code] ?? BY_STATUS[status] ?? BY_SQLSTATE[code];
  if (!known) return null;
  const params = { reason: error instanceof Error ? error.message.slice(0, 120) : '' };
  return refuse(known[0], known[1], known[0] === 'conflict' || known[0] === 'unavailable' ? {} : params);
}

function statusOf(error: unknown): number {
  if (error === null || typeof error !== 'object') return 0;
  const status = 'statusCode' in error ? error.statusCode : 0;
  return typeof status === 'number' && status < 500 ? status : 0;
}

function codeOf(error: unknown): string {
  return error !== null && typeof error === 'object' && 'code' in error ? String(error.code) : '';
}
