import { registerTexts } from '../../texts';
import { AMENDMENTS } from '../../texts/amendments';
import { BROKER } from '../../texts/broker';
import { FOLLOW_UP } from '../../texts/follow-up';
import { FORM } from '../../texts/form';

registerTexts(AMENDMENTS);
registerTexts(BROKER);
registerTexts(FOLLOW_UP);
registerTexts(FORM);

export { ContainerPage } from './containers/container-page';
export { ContainersPage } from './containers/containers-page';
export { DeclarationPage } from './declaration/declaration-page';
export { DeclarationsPage } from './declarations-page';
export { ImportPage } from './imports/import-page';
export { ImportsPage } from './imports/imports-page';
export { MergingPage } from './declaration/merging-page';
export { ReminderPage } from './periods/reminder-page';
export { RemindersPage } from './periods/reminders-page';
export { StatementPage } from './periods/statement-page';
export { StatementsPage } from './periods/statements-page';
export { TodoPage } from './todo-page';
