import { nullOr } from '../platform/http/description/example.js';

/** A firm or person as the API description shows it. */
export const PARTY = {
  role: 'consignor',
  idType: 'USCC',
  id: '91330621MA00000066',
  name: '绍兴锦祥进出口有限公司',
  country: nullOr('NGA'),
  broker: '019a95e2-4c00-7000-8000-000000000012',
  firstSeenOn: '2026-11-18',
  lastSeenOn: '2026-11-18',
};
