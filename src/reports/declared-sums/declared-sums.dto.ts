import { PageQuery } from '../../platform/http/page.js';
import { Field } from '../../platform/http/shapes/shape.js';

export class DeclaredSumsQuery extends PageQuery {
  @Field.text({
    max: 60,
    required: true,
    description: 'container, buyer, day, or several of them, comma-separated.',
    example: 'container,buyer',
  })
  by!: string;

  @Field.day({ required: true, description: 'First day of `declaredOn`, inclusive.', example: '2021-12-01' })
  from!: string;

  @Field.day({
    required: true,
    description: 'Last day of `declaredOn`, inclusive; at most 31 days.',
    example: '2021-12-31',
  })
  to!: string;

  @Field.text({ max: 32, description: 'Market code.' })
  market?: string;

  @Field.decimal({ scale: 2, description: 'Only groups of more than this many USD.', example: '150000.00' })
  above?: string;
}
