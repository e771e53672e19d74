import { defineTexts } from './define';

export const OFFICER = defineTexts({});
