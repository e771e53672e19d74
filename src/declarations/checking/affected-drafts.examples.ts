import { maybe, nullOr, orNull } from '../../platform/http/description/example.js';

/** An answer as the API description shows it. */
export const AFFECTED_DRAFTS = {
  code: 'buyer-document-missing',
  refusesFrom: orNull('2027-04-01'),
  items: [
    {
      id: '019a95e2-4c00-7000-8000-000000000010',
      reference: 'DC-20261118-0007',
      brokerId: '019a95e2-4c00-7000-8000-000000000011',
      market: 'KQ-CTC',
      status: 'draft',
      declaredOn: nullOr('2027-04-02'),
      findings: [
        {
          code: 'buyer-document-missing',
          severity: 'error',
          pointer: '/buyer/documentNumber',
          message: 'The document number of the buyer "LAGOS FABRICS" is missing.',
          remedy: "Enter the number of the buyer's passport or company registration (buyer.documentNumber).",
          source: maybe('GACC Announcement 2014 No. 54 (remarks: name, nationality and document number of the buyer).'),
        },
      ],
    },
  ],
  nextCursor: nullOr('WyIwMTlhOTVlMi00YzAwIl0'),
};
