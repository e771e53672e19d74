import { defineTexts } from './define';

export const BROKER = defineTexts({});
