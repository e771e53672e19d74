import { Field } from '../../platform/http/shapes/shape.js';

export class ExemptionFilingBody {
  @Field.day({ required: true, description: 'Day of the VAT-exemption filing.' })
  filedOn: string;

  @Field.text({ max: 64, required: true, description: 'Number of the filing at the tax office.' })
  taxReference: string;
}

export class FxReceiptBody {
  @Field.day({ required: true })
  receivedOn: string;

  @Field.decimal({ required: true, integerDigits: 14, scale: 2, example: '18600.00' })
  amount: string;

  @Field.text({ max: 8, required: true, example: 'USD' })
  currency: string;

  @Field.text({
    max: 64,
    required: true,
    description: "The bank's number of the payment; it counts for one live declaration.",
  })
  bankReference: string;
}
