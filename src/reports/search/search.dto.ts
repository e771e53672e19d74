import { Field, SEARCHABLE } from '../../platform/http/shapes/shape.js';

export class SearchQuery {
  @Field.text({
    max: 100,
    form: SEARCHABLE,
    required: true,
    description:
      'Beginning of a reference, customs number, container, bill of lading, trade record, contract number, vessel, or name of a firm, consignor, principal or buyer, and, for the firm itself, of a document number; width, case, blanks and hyphens do not matter.',
    example: 'csqu 3054',
  })
  q!: string;

  @Field.integerText({ min: 1, max: 100, description: 'How many of each type; default 10.' })
  limit?: string;
}
