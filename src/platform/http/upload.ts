import { createHash } from 'node:crypto';
import multipart, { type MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal, refuse, refuseAt, refuseFor } from '../../messages/refusals/refusal.js';
import { pointer, violation, type Violation } from '../../messages/refusals/violation.js';
import { FILE_BYTES_MAX, storeBodySha256 } from './shapes/body.js';

/** The field of a form that holds the file. */
const FIELD = 'file';
/** What stands around the file in a form. */
const FORM_BYTES_MAX = 64 * 1024;
const LIMITS = { fileSize: FILE_BYTES_MAX, files: 2, fields: 20, parts: 22, fieldSize: 1024, headerPairs: 50 };

/** A file that a caller sends. */
export interface Upload {
  readonly content: Buffer;
  readonly mediaType: string;
}

interface WithUpload extends FastifyRequest {
  upload?: Upload;
}

/** The file of a request, sent as the body or in a form; null where there is none. */
export function uploadOf(request: FastifyRequest): Upload | null {
  const { upload } = request as WithUpload;
  if (upload) return upload;
  const mediaType = request.headers['content-type'];
  return Buffer.isBuffer(request.body) && mediaType !== undefined ? { content: request.body, mediaType } : null;
}

/**
 * Reads forms before the handler runs, so that a broken form is refused in one place, and a repetition under one
 * Idempotency-Key is recognised by the file, not by the boundary around it.
 */
export async function registerForms(fastify: FastifyInstance): Promise<void> {
  await fastify.register(multipart, { limits: LIMITS });
  fastify.addHook('preValidation', async (request) => {
    if (!request.isMultipart()) return;
    if (Number(request.headers['content-length']) > FILE_BYTES_MAX + FORM_BYTES_MAX) throw tooLarge();
    const upload = await readForm(request).catch((error: unknown) => {
      throw formRefusal(error);
    });
    (request as WithUpload).upload = upload;
    storeBodySha256(request, createHash('sha256').update(upload.content).digest('hex'));
  });
}

async function readForm(request: FastifyRequest): Promise<Upload> {
  const unknown: Violation[] = [];
  let upload: Upload | null = null;
  for await (const part of request.parts()) {
    const isFile = part.type === 'file';
    if (isFile && part.fieldname === FIELD && upload === null) upload = await fileOf(part);
    else {
      if (isFile) part.file.resume();
      const code = part.fieldname === FIELD && upload ? 'field-repeated' : 'field-unknown';
      unknown.push(violation(code, pointer(part.fieldname.slice(0, 100))));
    }
  }
  if (unknown.length > 0) throw refuseFor('malformed', unknown);
  if (upload) return upload;
  throw refuseAt(pointer(FIELD), 'malformed', 'required-missing');
}

const fileOf = async (part: MultipartFile): Promise<Upload> => ({
  content: await part.toBuffer(),
  mediaType: part.mimetype,
});

const tooLarge = (): Refusal => refuse('too-large', 'body-too-large', { max: String(FILE_BYTES_MAX) });

function formRefusal(error: unknown): unknown {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge();
  if (error instanceof Refusal) return error;
  return refuse('malformed', 'form-broken', { reason: message.slice(0, 100) });
}
