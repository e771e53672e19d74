import { Field, SEARCHABLE } from '../../platform/http/shapes/shape.js';

export class SearchQuery {
  @Field.text({
    max: 100,
    form: SEARCHABLE,
    required: true,
    description:
      'Beginning of a reference, customs number, container, bill of lading, trade record, vessel, or name of a firm; width, case, blanks and hyphens do not matter.',
    example: 'csqu 3054',
  })
  q!: string;
}
