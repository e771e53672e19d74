import { orNull } from '../../platform/http/description/example.js';

export const SEARCH = {
  items: [
    {
      type: 'declaration',
      id: '019a95e2-4c00-7000-8000-000000000003',
      title: 'DC-20211228-0001',
      subtitle: '290620210000000902 · COSU6123456780 · 绍兴织关进出口有限公司 · LAGOS FABRICS · 柯桥甲报关行',
      status: orNull('accepted'),
    },
    {
      type: 'shipment',
      id: '019a95e2-4c00-7000-8000-000000000001',
      title: 'CSQU3054383',
      subtitle: 'KQ-CTC · COSU6123456780 · 中远海运宇宙 · 047W',
      status: orNull('in-centre'),
    },
  ],
  more: false,
};
