import { registerTexts } from '../../texts';
import { FORM } from '../../texts/form';
import { OFFICER } from '../../texts/officer';
import { OFFICER_PAGES } from '../../texts/officer-pages';

registerTexts(FORM);
registerTexts(OFFICER);
registerTexts(OFFICER_PAGES);

export { BoardPage } from './board-page';
export { DayPage } from './day-page';
export { JobsPage } from './jobs-page';
export { LadderPage } from './ladder-page';
export { OfficerDeclarationPage } from './declaration-page';
export { ParkedPage } from './parked-page';
export { QueuePage } from './queue-page';
export { WallPage } from './wall-page';
