import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Link } from '../../../shared/location';

const CHANGE_SHOWN_MS = 600;

/** A number that may change while it is looked at: an underline for a moment, no flash and no counting up. */
export function Changing({ value }: { value: number }) {
  const before = useRef(value);
  const [hasChanged, setChanged] = useState(false);
  useEffect(() => {
    if (before.current === value) return;
    before.current = value;
    setChanged(true);
    const timer = setTimeout(() => setChanged(false), CHANGE_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return <span className={hasChanged ? 'changing changed' : 'changing'}>{value.toLocaleString('en')}</span>;
}

/** A number with its name; it leads to the list behind it. */
export function Figure({ name, value, href, note }: { name: string; value: number; href: string; note?: ReactNode }) {
  return (
    <Link href={href} className="figure">
      <span className="figure-name">{name}</span>
      <span className="figure-value">
        <Changing value={value} />
      </span>
      {note}
    </Link>
  );
}

/** Seven days as a line of small bars; the shape says it, the numbers are in the name. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const most = Math.max(1, ...values);
  return (
    <svg className="sparkline" viewBox="0 0 56 16" width="56" height="16" role="img" aria-label={label}>
      {values.map((value, index) => {
        const height = Math.max(1, Math.round((value / most) * 15));
        return <rect key={index} x={index * 8} y={16 - height} width="6" height={height} rx="1" />;
      })}
    </svg>
  );
}

/** Bars of the hours of a day; an hour to come is empty ground, an hour without arrivals a line. */
export function HourBars({ counts, hourNow, label }: { counts: readonly number[]; hourNow: number; label: string }) {
  const most = Math.max(1, ...counts);
  return (
    <svg className="hours" viewBox="0 0 480 92" preserveAspectRatio="none" role="img" aria-label={label}>
      {counts.map((count, hour) => {
        const height = hour > hourNow ? 0 : Math.max(1, (count / most) * 64);
        const isNow = hour === hourNow ? 'hour hour-now' : 'hour';
        return <rect key={hour} className={isNow} x={hour * 20 + 3} y={76 - height} width="14" height={height} />;
      })}
      <line x1="0" y1="76.5" x2="480" y2="76.5" className="hour-axis" />
    </svg>
  );
}
