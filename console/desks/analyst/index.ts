import { registerTexts } from '../../texts';
import { ANALYST } from '../../texts/analyst';

registerTexts(ANALYST);

export { ReportPage } from './report-page';
