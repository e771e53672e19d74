import { registerTexts } from '../../texts';
import { BROKER } from '../../texts/broker';
import { FORM } from '../../texts/form';

registerTexts(BROKER);
registerTexts(FORM);

export { DeclarationPage } from './declaration-page';
export { DeclarationsPage } from './declarations-page';
export { TodoPage } from './todo-page';
