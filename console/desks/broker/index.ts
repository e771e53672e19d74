import { registerTexts } from '../../texts';
import { BROKER } from '../../texts/broker';

registerTexts(BROKER);

export { DeclarationsPage } from './declarations-page';
export { TodoPage } from './todo-page';
