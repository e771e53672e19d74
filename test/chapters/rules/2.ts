import { chapterOfRules } from '../../support/chapter.js';

chapterOfRules(__filename);
