/** In order; TypeORM runs them by the number in the class name. */
export { RolesAndPlatform1000000000001 } from './0001-roles-and-platform.js';
export { AccessMarketsReference1000000000002 } from './0002-access-markets-reference.js';
export { Shipments1000000000003 } from './0003-shipments.js';
export { Statistics1000000000004 } from './0004-statistics.js';
export { Declarations1000000000005 } from './0005-declarations.js';
export { FollowUp1000000000006 } from './0006-follow-up.js';
export { Imports1000000000007 } from './0007-imports.js';
export { ReferenceData1000000000008 } from './0008-reference-data.js';
export { ReceiptCodes1000000000009 } from './0009-receipt-codes.js';
export { Reports1000000000010 } from './0010-reports.js';
export { Lanes1000000000011 } from './0011-lanes.js';
export { Amendments1000000000012 } from './0012-amendments.js';
export { Containers1000000000013 } from './0013-containers.js';
export { NextSteps1000000000014 } from './0014-next-steps.js';
export { ReceiptCodeCorrections1000000000017 } from './0017-receipt-codes.js';
export { Lists1000000000020 } from './0020-lists.js';
export { Notices1000000000023 } from './0023-notices.js';
