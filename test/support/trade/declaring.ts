import type { DeclarationInput } from '../../../src/declarations/domain/declaration.js';
import { SYSTEM } from '../../../src/platform/database/actor.js';
import { exampleDeclaration } from '../../samples/example.js';
import type { Office, Who } from '../office.js';

/** What the stories look at of an answer. */
export interface Answer {
  id: string;
  reference: string;
  status: string;
  revision: number;
  [field: string]: unknown;
}

let count = 0;

/** A declaration that breaks nothing, under a reference of its own. */
export const declaration = (changes: Partial<DeclarationInput> = {}): DeclarationInput =>
  exampleDeclaration({ reference: `S-${++count}`, ...changes });

export const etag = ({ revision }: { revision: number }): string => `"r${revision}"`;

/** A draft that was kept. */
export async function drafted(office: Office, changes: Partial<DeclarationInput> = {}, who: Who = 'brokerA') {
  const { body } = await office.as(who).post('/v1/declarations').send(declaration(changes)).expect(201);
  return body as Answer;
}

export const submit = (office: Office, draft: { id: string; revision: number }, who: Who = 'brokerA') =>
  office.as(who).post(`/v1/declarations/${draft.id}/submit`).set('If-Match', etag(draft));

/** What is found beside the fields of the form that are empty, of which many stories leave some. */
export const exceptForm = <T extends { code: string }>(findings: unknown): T[] =>
  (findings as T[]).filter(({ code }) => code !== 'form-incomplete');

/** A declaration that was submitted. */
export async function submitted(office: Office, changes: Partial<DeclarationInput> = {}, who: Who = 'brokerA') {
  const draft = await drafted(office, changes, who);
  const { body } = await submit(office, draft, who).expect(200);
  return body as Answer;
}

/** A declaration as its broker sees it now. */
export async function seen(office: Office, id: string, who: Who = 'brokerA') {
  const { body } = await office.as(who).get(`/v1/declarations/${id}`).expect(200);
  return body as Answer;
}

/** Posts receipts; the results, in order. */
export async function post(office: Office, receipts: readonly object[], who: Who = 'officer') {
  const { body } = await office.as(who).post('/v1/receipts').send({ receipts }).expect(200);
  return body.results as { result: string; reason?: string; declarationId?: string; findings?: { code: string }[] }[];
}

const LONG_ENOUGH_MS = 250;
export const aMoment = () => new Promise((resolve) => setTimeout(resolve, LONG_ENOUGH_MS));

/**
 * Starts requests about one declaration while its row is held, so that all of them get as far as they can before the first
 * may go on: what was checked without the lock is out of date by then, every time and not once in a while.
 */
export async function startedTogether<T>(office: Office, id: string, requests: (() => PromiseLike<T>)[]): Promise<T[]> {
  let running: Promise<T>[] = [];
  await office.database.transaction(SYSTEM, async (tx) => {
    await tx.rows('SELECT 1 FROM declaration WHERE id = $1 FOR UPDATE', [id]);
    running = requests.map(async (request) => request());
    await aMoment();
  });
  return Promise.all(running);
}
