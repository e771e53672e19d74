import type { SeenParty } from '../../parties/parties.js';
import type { Day } from '../../vocabulary/period.js';
import type { DeclarationInput } from '../domain/declaration.js';

/** The parties a submitted declaration names; one without a number is known by its name. */
export function partiesOf({ consignor, principal, buyer }: DeclarationInput, day: Day): SeenParty[] {
  const seen: SeenParty[] = [];
  if (consignor?.uscc && consignor.name) {
    seen.push({ role: 'consignor', idType: 'USCC', idNumber: consignor.uscc, name: consignor.name, day });
  }
  if (principal?.id && principal.name) {
    const idType = principal.idType ?? 'USCC';
    seen.push({ role: 'principal', idType, idNumber: principal.id, name: principal.name, day });
  }
  if (buyer?.name) {
    const { name, country, documentNumber } = buyer;
    const known = documentNumber
      ? { idType: 'document', idNumber: documentNumber }
      : { idType: 'name', idNumber: name };
    seen.push({ role: 'buyer', ...known, name, country, day });
  }
  return seen;
}
