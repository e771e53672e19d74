import type { Language } from '../vocabulary/language.js';
import type { WordKind } from './words.js';

/** What a reader gets: what is wrong, and what to do about it. */
export interface MessageText {
  message: string;
  remedy: string;
}

/**
 * One rule's texts. `{name}` is filled from the params; a part in `[…]` is left out when a param inside it was not given.
 * `params` lists every name the texts use (a test holds them together). `source` names the rule's origin, for everybody; `doubt` says
 * what of it nobody has verified (未核实), for administrators alone: a trader reads which act it is.
 */
export interface Entry extends Record<Language, MessageText> {
  params: readonly string[];
  /** How params are said, where that differs from what their names say (`kindOfParam`): a value that is an event's code by its name. */
  said?: Readonly<Record<string, WordKind>>;
  source?: Readonly<Record<Language, string>>;
  /** The places (JSON pointers) that `source` speaks of; everywhere unless given. */
  sourceAt?: RegExp;
  doubt?: Readonly<Record<Language, string>>;
  /** An address of the service that helps further, relative to that of the declaration. */
  see?: string;
}

export type Entries = Readonly<Record<string, Entry>>;
