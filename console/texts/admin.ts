import { defineTexts } from './define';

export const ADMIN = defineTexts({});
