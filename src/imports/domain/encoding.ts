/** How a file's bytes were read. */
export interface ReadText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'gb18030';
}

/**
 * UTF-8 with or without byte order mark; where that fails, GB18030, which Chinese Excel saves. Null when neither reads the
 * bytes without loss: a file read wrongly would fill the declarations with other names.
 */
export function readText(bytes: Uint8Array): ReadText | null {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // Bytes that decode to NUL are a spreadsheet or a picture, not a text file.
      if (!text.includes('\u0000')) return { text, encoding };
    } catch {
      continue;
    }
  }
  return null;
}

/** Comma, semicolon or tab: whichever the header row has most of. */
export function delimiterOf(text: string): ',' | ';' | '\t' {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const count = (mark: string) => header.split(mark).length;
  if (count('\t') > count(',') && count('\t') > count(';')) return '\t';
  return count(';') > count(',') ? ';' : ',';
}
