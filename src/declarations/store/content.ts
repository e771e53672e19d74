import { createHash } from 'node:crypto';
import type { DeclarationInput } from '../domain/declaration.js';

/** The part of a declaration that its own row holds; lines and containers have tables of their own. */
export type Header = Omit<DeclarationInput, 'goods' | 'containers'>;

/** The input as plain data: what was left out is not there, and no class of the edge goes any further. */
export const inputOf = (body: DeclarationInput): DeclarationInput =>
  JSON.parse(JSON.stringify(body)) as DeclarationInput;

/** JSON with sorted keys and without empty fields: two texts of one content become equal. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined && field !== null)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}

/**
 * Shows whether a declaration that is sent again is the same one: the fingerprint of all it says, in any order of keys. An empty list
 * says nothing: the API answers `"containers": []` for what has none, and a form sends that back.
 */
export const contentSha256 = (input: DeclarationInput): string => textSha256(contentText(input));

/** What {@link contentSha256} is the hash of. */
export const contentText = (input: DeclarationInput): string => {
  const said = Object.entries(input).filter(([, field]) => !Array.isArray(field) || field.length > 0);
  return canonicalJson(Object.fromEntries(said));
};

export const textSha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The header of an input. */
export function headerOf(input: DeclarationInput): Header {
  const { goods: _goods, containers: _containers, ...header } = input;
  return header;
}
