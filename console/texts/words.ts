import { defineTexts } from './define';

/** The words of the trade that every desk uses. */
export const WORDS = defineTexts({
  'status.draft': ['草稿', 'Draft'],
  'status.submitted': ['已申报', 'Submitted'],
  'status.accepted': ['已接单', 'Accepted'],
  'status.inspecting': ['查验', 'Inspecting'],
  'status.released': ['放行', 'Released'],
  'status.closed': ['结关', 'Closed'],
  'status.returned': ['退单', 'Returned'],
  'status.cancelled': ['撤销', 'Cancelled'],
  'lane.green': ['绿 放行', 'Green: release'],
  'lane.blue': ['蓝 放行后查', 'Blue: check later'],
  'lane.yellow': ['黄 审单', 'Yellow: papers'],
  'lane.red': ['红 查验', 'Red: goods'],
});
