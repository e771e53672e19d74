import { registerTexts } from '../../../texts';
import { BROKER } from '../../../texts/broker';
import { FORM } from '../../../texts/form';
import { GRID } from '../../../texts/grid';

registerTexts(BROKER);
registerTexts(FORM);
registerTexts(GRID);

export { DraftPage } from './draft-page';
