import { registerTexts } from '../../texts';
import { AMENDMENTS } from '../../texts/amendments';
import { FORM } from '../../texts/form';
import { OFFICER } from '../../texts/officer';
import { OFFICER_PAGES } from '../../texts/officer-pages';

registerTexts(AMENDMENTS);
registerTexts(FORM);
registerTexts(OFFICER);
registerTexts(OFFICER_PAGES);

export { BoardPage } from './board/board-page';
export { DayPage } from './day/day-page';
export { JobsPage } from './jobs-page';
export { LadderPage } from './ladder/ladder-page';
export { OfficerDeclarationPage } from './declaration/declaration-page';
export { ParkedPage } from './parked-page';
export { QueuePage } from './queue/queue-page';
export { WallPage } from './board/wall-page';
