import type { ExpectedRevisions } from '../../messages/refusals/revision.js';

/** A list of entity tags (RFC 9110, 13.1.1); a comma may also stand within one. */
const TAGS =
  /^(?:\s*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"\s*|\s*)(?:,(?:\s*(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"\s*|\s*))*$/;
const TAG = /(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g;
const OURS = /^r(\d{1,9})$/;

/** The same of a field of a body: an ETag as the header has it, or without its quotes, as people copy it. */
export const revisionsOfText = (text: string): ExpectedRevisions =>
  revisionsOf(/^r\d+$/.test(text) ? `"${text}"` : text);

/**
 * The revisions an If-Match header names, `*` being null. A tag that is weak or that we never gave matches nothing, and so
 * does a header that is no list of tags.
 */
export function revisionsOf(header: string): ExpectedRevisions {
  if (header.trim() === '*') return null;
  if (!TAGS.test(header)) return [];
  return [...header.matchAll(TAG)].flatMap(([, weak, tag = '']) => {
    const revision = weak === undefined ? OURS.exec(tag)?.[1] : undefined;
    return revision === undefined ? [] : [Number(revision)];
  });
}
