/** Why a workbook cannot be read, for the person who sent it. */
export type UnreadableReason =
  | 'not-a-workbook'
  | 'encrypted-or-xls'
  | 'broken-archive'
  | 'broken-xml'
  | 'too-many-parts'
  | 'too-many-sheets'
  | 'too-large-unpacked'
  | 'no-sheet';

/** A workbook that is refused as a whole. */
export class UnreadableWorkbook extends Error {
  constructor(readonly reason: UnreadableReason) {
    super(reason);
    this.name = 'UnreadableWorkbook';
  }
}
