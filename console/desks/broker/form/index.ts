import { registerTexts } from '../../../texts';
import { AMENDMENTS } from '../../../texts/amendments';
import { BROKER } from '../../../texts/broker';
import { FORM } from '../../../texts/form';
import { GRID } from '../../../texts/grid';

registerTexts(AMENDMENTS);
registerTexts(BROKER);
registerTexts(FORM);
registerTexts(GRID);

export { DraftPage } from './draft-page';
