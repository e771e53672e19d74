import { entriesOf } from './entry.js';

/** 包装种类, two digits since 2018. Those without a mark are from memory. */
export const PACKAGE_TYPES = entriesOf(
  'package-type',
  `
00|散装|Bulk
01|裸装|Unpacked
06*|包/袋|Bale or bag
22*|纸制或纤维板制盒/箱|Carton of paper or fibreboard
23*|木制或竹藤等植物性材料制盒/箱|Case of wood or bamboo
29|其他材料制盒/箱|Case of other material
32|纸制或纤维板制桶|Drum of paper or fibreboard
33|木制或竹藤等植物性材料制桶|Drum of wood or bamboo
39|其他材料制桶|Drum of other material
92*|再生木托|Pallet of recycled wood
93*|天然木托|Pallet of natural wood
98|植物性铺垫材料|Dunnage of plant material
99|其他包装|Other packing`,
);
