import { chapter } from '../../support/chapter.js';

chapter(__filename);
