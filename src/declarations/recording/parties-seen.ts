import type { SeenParty } from '../../parties/parties.js';
import type { Day } from '../../vocabulary/period.js';
import type { DeclarationInput } from '../domain/declaration.js';

/** The parties a submitted declaration names; one without a number is known by its name. */
export function partiesOf({ customsOffice = '', ...input }: DeclarationInput, day: Day): SeenParty[] {
  const { consignor, principal, buyer } = input;
  const at = { customsOffice, day };
  const seen: SeenParty[] = [];
  if (consignor?.uscc && consignor.name) {
    seen.push({ role: 'consignor', idType: 'USCC', idNumber: consignor.uscc, name: consignor.name, ...at });
  }
  if (principal?.id && principal.name) {
    const idType = principal.idType ?? 'USCC';
    seen.push({ role: 'principal', idType, idNumber: principal.id, name: principal.name, ...at });
  }
  if (buyer?.name) {
    const { name, country, documentNumber } = buyer;
    const known = documentNumber
      ? { idType: 'document', idNumber: documentNumber }
      : { idType: 'name', idNumber: name };
    seen.push({ role: 'buyer', ...known, name, country, ...at });
  }
  return seen;
}
