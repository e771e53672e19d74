import { defineTexts } from './define';

export const FORM = defineTexts({});
