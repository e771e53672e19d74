import { chapterOfConsole } from '../../support/chapter.js';

chapterOfConsole(__filename);
