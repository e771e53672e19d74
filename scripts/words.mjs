/**
 * `node scripts/words.mjs [paths]`: one standard word a thing (the glossary in ARCHITECTURE.md). Lists the places in src, test, bench and
 * scripts that use a word which another has replaced, the names that two files of src export, and the folders with too many files; ends with 1
 * when there is one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { crowdedFolders, FILES_MAX } from './folders.mjs';
import { namesExportedTwice } from './names.mjs';
import { root } from './prepare.mjs';

/** Words that stand nowhere: in no name, no comment and no text. */
const NOWHERE = {
  'outbox message, processed': [
    'promised',
    'promises',
    'taken out',
    'ring',
    'rings',
    'rung',
    'bell',
    'bells',
    'ring again',
  ],
  'WorkerLiveness, stalled, ping': ['hearing', 'deaf', 'knock', 'knocks', 'overheard'],
  'close timeout': ['farewell'],
  bisectFailures: ['halving', 'in halves'],
  openInfrastructure: ['foundation'],
  FaultPoints: ['cut point', 'cut points', 'crash at'],
  DeclarationStatus: ['standing', 'standings', 'stepping'],
  DeclarationWriter: ['intake'],
  'trade-record reservation': ['single use', 'single uses', 'second use', 'second uses'],
  excluded: ['set aside', 'unjudged', 'not judged'],
  'export ledger, posting': ['wish', 'wishes', 'wished'],
  'release blockers': ['what keeps'],
  'container visit': ['passage', 'passages', 'box', 'boxes', 'boxed'],
  'drill-down': ['facts behind'],
  'affected drafts': ['drafts hit'],
  'DomainEvent, fan-out': ['news', 'news desk'],
  subscriber: ['watcher', 'watchers'],
  'toResponse, render, toEvent': [
    'told',
    'tell',
    'tells',
    'telling',
    'represent',
    'representation',
    'dress',
    'dressed',
  ],
  recordAudit: ['remember', 'remembers', 'remembered', 'deed', 'deeds'],
  messages: ['catalogue'],
};
/** Words of everyday English that must not be part of a name. */
const IN_NO_NAME = {
  'outbox message': ['promise', 'kept'],
  concurrency: ['hands'],
  infrastructure: ['lay', 'laid'],
  FaultPoints: ['pace'],
  IdempotencyKeys: ['once'],
  DeclarationStatus: ['stand', 'moving'],
  'DeclarationWriter, or the verb with its object': ['take', 'takes', 'give', 'gives'],
  ConflictLookup: ['others', 'ground', 'looking'],
  assignment: ['claim', 'placing', 'claimant', 'claimants'],
  'export ledger': ['book', 'account', 'bookings'],
  'release blockers': ['keeping'],
  'fan-out': ['spread'],
  'e-mail template': ['letter', 'letters'],
};
/** Phrases that contain such a word and mean another thing. */
const PHRASES = /(?<![a-z])(rule books?|(told|tell|tells) (\w+ )?apart|told by|spread (element|assignment))(?![a-z])/g;
/** Legitimate uses, by file: names of the contract and of PDF, units of trade, a character, the tables of an old schema. */
const ALLOWED = {
  'src/shipments/containers/container-page.query.ts': ['others'],
  'src/shipments/shipments.examples.ts': ['others'],
  'src/shipments/domain/release-blockers.ts': ['others'],
  'test/shipments/containers.spec.ts': ['others'],
  'test/shipments/two-firms-in-a-container.spec.ts': ['others'],
  'test/shipments/containers-by-number.spec.ts': ['others'],
  'test/support/servers/run-oidc-provider.mjs': ['account'],
  'src/vocabulary/unit.ts': ['box', 'boxes'],
  'src/vocabulary/text.spec.ts': ['bell'],
  'test/notices/upgraded-events.spec.ts': ['news'],
  'test/console/officer.browser.ts': ['box'],
  'test/platform/period-engine-migration.spec.ts': ['told'],
};
const JAVASCRIPT = new Set(['Promise', 'PromiseLike', 'promise', 'once']);
const DECORATORS = {
  Who: 'CurrentActor',
  Allow: 'Roles',
  Lang: 'CurrentLanguage',
  Asks: 'RequestExample',
  Answers: 'ResponseExample',
};
const FOLDERS = ['src', 'embedded-postgres', 'test', 'bench', 'scripts'];
const SELF = 'scripts/words.mjs';

const wordsOf = (lists) => Object.entries(lists).flatMap(([better, words]) => words.map((word) => [word, better]));
const nowhere = wordsOf(NOWHERE).map(([word, better]) => [new RegExp(`(?<![a-z])${word}(?![a-z])`), word, better]);
const inNoName = wordsOf(IN_NO_NAME).map(([word, better]) => [new RegExp(`(?<![a-z])${word}(?![a-z])`), word, better]);
/** Whether there is anything to look for at all: most pieces have none of the words. */
const ANY = new RegExp(
  `(?<![a-z])(${[...wordsOf(NOWHERE), ...wordsOf(IN_NO_NAME)].map(([word]) => word).join('|')})(?![a-z])`,
);
/** "isFromPast_run" as "is from past run". */
const plain = (text) =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
    .replace(PHRASES, '');

const asked = process.argv.slice(2);
const files = (asked.length > 0 ? asked : FOLDERS).flatMap(filesOf).filter((file) => relative(root, file) !== SELF);
const found = files.flatMap(findIn);
for (const { file, line, word, better } of found)
  console.log(`${relative(root, file)}:${line} "${word}": say ${better}`);
const twice = asked.length > 0 ? [] : namesExportedTwice();
for (const [name, exporters] of twice)
  console.log(`${name} is exported by ${[...exporters].join(' and ')}: a name stands for one thing`);
const crowded = asked.length > 0 ? [] : crowdedFolders();
for (const [folder, count] of crowded)
  console.log(
    `${relative(root, folder)} shows ${count} files, ${FILES_MAX} at most: make a folder of those that belong together`,
  );
const places = found.length + twice.length + crowded.length;
console.log(places === 0 ? 'Words: all standard.' : `Words: ${places} places.`);
process.exitCode = places === 0 ? 0 : 1;

function filesOf(path) {
  const full = join(root, path);
  if (/\.(ts|mjs|cjs)$/.test(path)) return [full];
  return readdirSync(full, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|mjs|cjs)$/.test(name))
    .map((name) => join(full, name));
}

/** Words in the path, in names, and in the texts and comments of a file. */
function findIn(file) {
  const text = readFileSync(file, 'utf8');
  const found = [];
  const allowed = ALLOWED[relative(root, file)] ?? [];
  const check = (piece, at, lists) => {
    const words = plain(piece);
    if (!ANY.test(words)) return;
    for (const [pattern, word, better] of lists)
      if (pattern.test(words) && !allowed.includes(word))
        found.push({ file, line: lineOf(text, at, piece, pattern), word, better });
  };
  check(relative(root, file), 0, [...nowhere, ...inNoName]);
  for (const { kind, piece, at } of tokensOf(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))) {
    if (kind === 'name' && !JAVASCRIPT.has(piece)) {
      check(piece, at, [...nowhere, ...inNoName]);
      if (text[at - 1] === '@' && piece in DECORATORS)
        found.push({ file, line: lineOf(text, at), word: piece, better: DECORATORS[piece] });
    } else if (kind === 'text') check(piece, at, nowhere);
  }
  return found;
}

/** Names, literals and the comments before each token, with their places. A module's name is none of ours. */
function* tokensOf(source, node = source) {
  if (node.kind >= ts.SyntaxKind.FirstJSDocNode && node.kind <= ts.SyntaxKind.LastJSDocNode) return;
  const children = node.getChildren(source);
  if (children.length > 0) for (const child of children) yield* tokensOf(source, child);
  if (children.length > 0 || node.kind === ts.SyntaxKind.SyntaxList) return;
  const start = node.getStart(source);
  const comment = source.text.slice(node.pos, start);
  if (comment.trim() !== '') yield { kind: 'text', piece: comment, at: node.pos };
  const isImport = ts.isStringLiteral(node) && ts.isImportDeclaration(node.parent) && /^node:/.test(node.text);
  const isName = ts.isIdentifier(node) || ts.isPrivateIdentifier(node);
  const isText = ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isTemplateHead(node);
  if (isName || (isText && !isImport))
    yield { kind: isName ? 'name' : 'text', piece: source.text.slice(start, node.end), at: start };
}

/** The line of the match within a piece of several lines; its first line where the match runs over two. */
function lineOf(text, at, piece = '', pattern = /^$/) {
  const within = piece.split('\n').findIndex((line) => pattern.test(plain(line)));
  return text.slice(0, at).split('\n').length + Math.max(within, 0);
}
