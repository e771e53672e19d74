import type { Language } from '../vocabulary/language.js';
import type { OpenItemKind } from '../vocabulary/open-item-kinds.js';

/** What a kind of open item is called, on paper, in mails and in files. A kind without a name does not compile. */
export const OPEN_ITEM_NAMES: Readonly<Record<Language, Readonly<Record<OpenItemKind, string>>>> = {
  zh: {
    'submitted-without-receipt': '已申报无回执',
    'returned-not-refiled': '退单未重报',
    'correction-unanswered': '更正要求未答复',
    'inspection-unfinished': '查验未完成',
    'opened-not-resealed': '开箱未重封',
    'released-not-left': '已放行未离场',
    'left-not-loaded': '已离场未装船',
    'released-not-closed': '已放行未结关',
    'receipt-parked': '回执待处理',
    'exemption-filing-due': '免税申报待办',
    'fx-receipt-missing': '未收汇',
  },
  en: {
    'submitted-without-receipt': 'Submitted without a receipt',
    'returned-not-refiled': 'Returned, not filed again',
    'correction-unanswered': 'Request for corrections not answered',
    'inspection-unfinished': 'Inspection unfinished',
    'opened-not-resealed': 'Opened, not resealed',
    'released-not-left': 'Released, not left',
    'left-not-loaded': 'Left, not loaded',
    'released-not-closed': 'Released, not closed',
    'receipt-parked': 'Receipt parked',
    'exemption-filing-due': 'Exemption filing due',
    'fx-receipt-missing': 'FX receipt missing',
  },
};
