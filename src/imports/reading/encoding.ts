import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** By byte order mark; without one UTF-8 where all bytes fit it, else GB18030, which Chinese Excel saves. */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'gb18030';
}

/** Bytes that decode to NUL are a spreadsheet or a picture. */
const NO_TEXT = /\u0000/;
/** Of a guessed encoding these say that the guess is wrong: Big5 read as GB18030 gives private-use characters instead of names. */
const WRONG_GUESS = /[\u0080-\u009f\ue000-\uf8ff\ufffd]|[\u{f0000}-\u{10ffff}]/u;

/** A piece of nothing but line breaks is as many rows: still some ten milliseconds of work. */
const PIECE_BYTES = 32 * 1024;

/**
 * The text of a file in pieces, without its byte order mark; null for a piece that cannot be right, after which nothing follows: a file
 * read wrongly would fill the declarations with other names.
 */
export function* decoded(bytes: Uint8Array, encoding: Encoding): Generator<string | null> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const text = decodedPiece(decoder, bytes.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES < bytes.length);
    const wrong = text === null || NO_TEXT.test(text) || (encoding === 'gb18030' && WRONG_GUESS.test(text));
    yield wrong ? null : at === 0 ? text.replace(/^\ufeff+/, '') : text;
    if (wrong) return;
  }
}

function decodedPiece(decoder: TextDecoder, bytes: Uint8Array, more: boolean): string | null {
  try {
    return decoder.decode(bytes, { stream: more });
  } catch {
    return null;
  }
}
