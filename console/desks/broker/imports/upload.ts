import { send } from '../../../api/client';
import type { AnswerOf } from '../../../api/types';

export type Import = AnswerOf<'get', '/v1/imports/{id}'>;

export const IMPORT_KINDS = ['declarations', 'receipts', 'events'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export interface UploadOptions {
  readonly kind: ImportKind;
  readonly dryRun: boolean;
  readonly submit: boolean;
  /** The import whose refused rows this file corrects. */
  readonly follows?: string | undefined;
}

/** What this browser knows of its uploads: the service keeps the bytes, not the name. */
interface Known {
  readonly name: string;
  readonly follows?: string | undefined;
}

const STORED = 'loomgate.imports';
const KNOWN_MAX = 200;
/** The file itself, as long as the page is open: a dry run is followed by the same file for real. */
const files = new Map<string, File>();

const known = (): Record<string, Known> => JSON.parse(localStorage.getItem(STORED) ?? '{}') as Record<string, Known>;
export const nameOfImport = (id: string): string | undefined => known()[id]?.name;
export const formerOf = (id: string): string | undefined => known()[id]?.follows;
export const fileOf = (id: string): File | undefined => files.get(id);

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const typeOf = (file: File): string => (/\.xlsx$/i.test(file.name) ? XLSX : 'text/csv');

/** Sends a file as it is; the service finds out encoding and delimiter. */
export async function upload(file: File, { kind, dryRun, submit, follows }: UploadOptions): Promise<Import> {
  const query = new URLSearchParams({
    kind,
    dryRun: String(dryRun),
    submit: String(submit && !dryRun),
  });
  const response = await send({
    method: 'POST',
    url: `/v1/imports?${query.toString()}`,
    headers: { 'Content-Type': typeOf(file), Accept: 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: file,
  });
  const answer = (await response.json()) as Import;
  files.set(answer.id, file);
  const entries = Object.entries({ ...known(), [answer.id]: { name: file.name, follows } }).slice(-KNOWN_MAX);
  localStorage.setItem(STORED, JSON.stringify(Object.fromEntries(entries)));
  return answer;
}

export const isUnderWay = ({ state }: { state: string }): boolean => state === 'queued' || state === 'running';
