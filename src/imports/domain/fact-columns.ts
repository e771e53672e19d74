import type { CellKind, Column } from './column.js';

export const IMPORT_KINDS = ['declarations', 'receipts', 'events'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
/** Kinds of which each row is a fact of its own. */
export type FactKind = Exclude<ImportKind, 'declarations'>;

const column = (
  [name, chinese, path, as]: readonly [string, string, string, CellKind],
  ...aliases: string[]
): Column => ({
  ...{ name, chinese, level: 'goods', path, as, aliases },
});

/** The columns of files of facts: those of the bodies of POST /v1/receipts and /v1/shipments/events. */
export const FACT_COLUMNS: Readonly<Record<FactKind, readonly Column[]>> = {
  receipts: [
    column(['channel', '通道', 'channel', 'code'], '渠道', '来源'),
    column(['reference', '申报参考号', 'reference', 'identifier'], '参考号', '业务编号', 'ref'),
    column(['entry_id', '海关编号', 'entryId', 'identifier'], '报关单号', 'entry id', 'entry no'),
    column(['declaration_id', '报关单标识', 'declarationId', 'identifier']),
    column(['code', '回执代码', 'code', 'code'], '回执', '状态代码', '代码', 'status code'),
    column(['text', '回执内容', 'text', 'name'], '回执说明', '说明', '内容', 'note'),
    column(['event_time', '回执时间', 'eventTime', 'instant'], '时间', '通知时间', 'time', 'notice time'),
    column(['broker', '报关行', 'broker', 'identifier'], '报关行标识'),
  ],
  events: [
    column(
      ['container_number', '集装箱号', 'containerNumber', 'identifier'],
      '柜号',
      '箱号',
      '集装箱',
      'container',
      'container no',
    ),
    column(['market', '市场', 'market', 'code'], '市场代码'),
    column(['code', '事件代码', 'code', 'code'], '事件', '动作', 'event', 'event code'),
    column(['event_time', '事件时间', 'eventTime', 'instant'], '时间', '发生时间', 'time'),
    column(['classifier', '性质', 'classifier', 'code'], '类别'),
    column(['location', '地点', 'location', 'name'], '位置'),
    column(['seal', '封号', 'seal', 'identifier'], '封条号', '铅封号', '关锁号', 'seal no'),
    column(['note', '备注', 'note', 'name'], '说明', 'remark', 'remarks'),
  ],
};

export const FACT_REQUIRED: Readonly<Record<FactKind, readonly string[]>> = {
  receipts: ['code', 'event_time'],
  events: ['container_number', 'market', 'code', 'event_time'],
};
