import { defineTexts } from './define';

export const GRID = defineTexts({});
