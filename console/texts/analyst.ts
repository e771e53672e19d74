import { defineTexts } from './define';

export const ANALYST = defineTexts({});
