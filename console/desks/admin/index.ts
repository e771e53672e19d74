import { registerTexts } from '../../texts';
import { AMENDMENTS } from '../../texts/amendments';
import { ADMIN } from '../../texts/admin';
import { AUDIT } from '../../texts/audit';
import { FOLLOW_UP } from '../../texts/follow-up';
import { FORM } from '../../texts/form';

registerTexts(AMENDMENTS);
registerTexts(ADMIN);
registerTexts(AUDIT);
registerTexts(FOLLOW_UP);
registerTexts(FORM);

export { AuditPage } from './audit-page';
export { FirmsPage } from './firms-page';
export { KeysPage } from './keys-page';
export { MarketPage } from './market-page';
export { MarketsPage } from './markets-page';
export { PeoplePage } from './people-page';
export { RateMonthPage } from './rate-month-page';
export { RatesPage } from './rates-page';
export { ReceiptCodesPage } from './receipt-codes-page';
export { RulesPage } from './rules/rules-page';
export { WebhooksPage } from './webhooks-page';
