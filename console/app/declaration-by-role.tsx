import { lazyRouteComponent } from '@tanstack/react-router';
import { usePerson } from '../shared/session';

const OfficersPage = lazyRouteComponent(() => import('../desks/officer'), 'OfficerDeclarationPage');
const BrokersPage = lazyRouteComponent(() => import('../desks/broker'), 'DeclarationPage');

/** One address, two desks: officers see what they decide by, brokers what they have to do. */
export function DeclarationByRole() {
  return usePerson().roles.includes('officer') ? <OfficersPage /> : <BrokersPage />;
}
