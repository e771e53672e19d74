import './trade.css';
import { Icon, type IconName } from '../kit/icon';
import { Tag, type Tone } from '../kit/tag';
import { hasText, type TextKey, translate, useT } from '../texts';
import { duration, shortInstant, wholeInstant } from './format';

export const STATUSES = [
  'draft',
  'submitted',
  'accepted',
  'inspecting',
  'released',
  'closed',
  'returned',
  'cancelled',
] as const;
export type Status = (typeof STATUSES)[number];

const STATUS_LOOKS: Record<Status, readonly [Tone, IconName]> = {
  draft: ['grey', 'pencil'],
  submitted: ['blue', 'arrow-up'],
  accepted: ['blue', 'tray'],
  inspecting: ['violet', 'magnifier'],
  released: ['green', 'check'],
  closed: ['teal', 'double-check'],
  returned: ['rust', 'back'],
  cancelled: ['grey', 'slash'],
};

/** The text of a value of the API, or the value itself where the texts do not know it. */
export const wordOf = (area: string, value: string): string => {
  const key = `${area}.${value}`;
  return hasText(key) ? translate(key) : value;
};

export function StatusTag({ status }: { status: string }) {
  useT();
  const [tone, icon] = STATUS_LOOKS[status as Status] ?? ['grey', 'ring'];
  return (
    <Tag tone={tone} icon={icon} isStruck={status === 'cancelled'}>
      {wordOf('status', status)}
    </Tag>
  );
}

export const LANES = ['red', 'yellow', 'blue', 'green'] as const;
export const LANE_ICONS: Readonly<Record<(typeof LANES)[number], IconName>> = {
  green: 'check-circle',
  blue: 'half-circle',
  yellow: 'paper',
  red: 'crate',
};

export function LaneTag({ colour }: { colour: string }) {
  const t = useT();
  const icon = LANE_ICONS[colour as (typeof LANES)[number]] as IconName | undefined;
  if (!icon) return <span>–</span>;
  return (
    <Tag tone={colour as Tone} icon={icon}>
      {t(`lane.${colour}` as TextKey)}
    </Tag>
  );
}

const VISIT_LOOKS: Record<string, readonly [Tone, IconName]> = {
  planned: ['grey', 'ring'],
  stuffed: ['grey', 'dot'],
  'in-centre': ['blue', 'tray'],
  inspecting: ['violet', 'magnifier'],
  released: ['green', 'check'],
  'left-centre': ['teal', 'right'],
  loaded: ['teal', 'upload'],
  departed: ['teal', 'double-check'],
};

export function VisitTag({ status }: { status: string }) {
  useT();
  const [tone, icon] = VISIT_LOOKS[status] ?? ['grey', 'ring'];
  return (
    <Tag tone={tone} icon={icon}>
      {wordOf('visit', status)}
    </Tag>
  );
}

const SOON_MS = 2 * 60 * 60_000;

/** Until when, and whether that has passed: an icon, words, colour third. */
export function Due({ at, isOverdue }: { at: string | null | undefined; isOverdue?: boolean }) {
  const t = useT();
  if (!at) return <span className="dim">–</span>;
  const left = new Date(at).getTime() - Date.now();
  if (isOverdue ?? left < 0) {
    return (
      <span className="due due-overdue" title={wholeInstant(at)}>
        <Icon name="clock" />
        {t('due.overdue', { time: duration(Math.max(-left, 0)) })}
      </span>
    );
  }
  return (
    <span className="due" title={wholeInstant(at)}>
      {left > 0 && left < SOON_MS && <Icon name="clock-hollow" />}
      {t('due.until', { time: shortInstant(at) })}
    </span>
  );
}

export function Instant({ at }: { at: string | null | undefined }) {
  useT();
  return <time title={wholeInstant(at)}>{shortInstant(at)}</time>;
}
