import type { ReactNode } from 'react';

/** Drawn on 16 x 16 with a line of 1.5; each differs from the others by its shape, not by its colour. */
const PATHS = {
  // lanes
  'check-circle': (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="m5.2 8.2 2 2 3.6-4" />
    </>
  ),
  'half-circle': (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M1.75 8a6.25 6.25 0 0 0 12.5 0Z" fill="currentColor" />
    </>
  ),
  paper: <path d="M4 1.75h5.5l3 3v9.5H4zM9.25 2v3h3M6 8h4.5M6 10.75h4.5" />,
  crate: <path d="M2.75 7v6.75h10.5V7M2.75 7h10.5M2.75 7 .75 3.5M13.25 7l2-3.5M6.25 10h3.5" />,
  // states
  pencil: <path d="m2.5 13.5.75-3.25 7.5-7.5 2.5 2.5-7.5 7.5zM9.25 4.25l2.5 2.5" />,
  'arrow-up': <path d="M8 13.5v-11M3.75 6.75 8 2.5l4.25 4.25" />,
  tray: <path d="M2 9.25 3.75 3h8.5L14 9.25V13H2zM2 9.25h3.5L6.75 11h2.5l1.25-1.75H14" />,
  magnifier: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.4 10.4 3.6 3.6" />
    </>
  ),
  check: <path d="m2.75 8.5 3.5 3.5 7-8" />,
  'double-check': <path d="m1.5 8.75 2.75 2.75 5.5-6.25M7.5 10.75l.9.9 6.1-6.9" />,
  back: <path d="M6 3 2.5 6.5 6 10M2.75 6.5h6.5a4 4 0 0 1 0 7.5H6.5" />,
  slash: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="m3.75 12.25 8.5-8.5" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="6.25" fill="currentColor" />
      <path d="M8 4.25V8l2.5 1.75" stroke="#fff" />
    </>
  ),
  'clock-hollow': (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M8 4.25V8l2.5 1.75" />
    </>
  ),
  // pages and acts
  list: <path d="M2 4h12M2 8h12M2 12h12" />,
  grid: <path d="M2 2.75h12v10.5H2zM2 6.25h12M2 9.75h12M6.5 2.75v10.5" />,
  upload: <path d="M8 10.5v-8M4.5 5.75 8 2.25l3.5 3.5M2.25 10v3.5h11.5V10" />,
  download: <path d="M8 2.25v8M4.5 7 8 10.5 11.5 7M2.25 10v3.5h11.5V10" />,
  container: <path d="M1.75 4h12.5v8.5H1.75zM4.5 4v8.5M7 4v8.5M9.5 4v8.5M12 4v8.5" />,
  week: <path d="M2 3.25h12v10H2zM2 6.25h12M5 1.75v3M11 1.75v3M4.5 9h7M4.5 11h4" />,
  bell: <path d="M3.5 11.5V7a4.5 4.5 0 0 1 9 0v4.5l1 .75h-11zM6.5 14h3" />,
  board: <path d="M2 2.5h5v6H2zM9 2.5h5v3.5H9zM9 8h5v5.5H9zM2 10.5h5v3H2z" />,
  queue: <path d="M6 4h8M6 8h8M6 12h8M2 4h1M2 8h1M2 12h1" />,
  ladder: <path d="M4.5 1.75v12.5M11.5 1.75v12.5M4.5 4.5h7M4.5 8h7M4.5 11.5h7" />,
  gear: (
    <>
      <circle cx="8" cy="8" r="2.25" />
      <path d="M8 1.75v2M8 12.25v2M1.75 8h2M12.25 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4" />
    </>
  ),
  chart: <path d="M2 13.75h12M3.75 11.5v-4M7 11.5V3.75M10.25 11.5V6.25M13 11.5V9" />,
  people: (
    <path d="M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.75 13.5c0-2.5 1.75-4 4.25-4s4.25 1.5 4.25 4M10.5 3a2.25 2.25 0 0 1 0 4.25M12 9.75c1.5.5 2.25 1.75 2.25 3.75" />
  ),
  firm: <path d="M2.5 14V4.25L8 2v12M8 6h5.5v8M1.5 14h13M5 6.5v.5M5 9.5v.5M10.75 8.75v.5M10.75 11.25v.5" />,
  key: (
    <>
      <circle cx="5" cy="11" r="3" />
      <path d="m7.25 8.75 6-6M11 5l2 2M9.25 6.75l1.5 1.5" />
    </>
  ),
  market: (
    <path d="M2 6.5 3.25 2.5h9.5L14 6.5M2.75 7v6.5h10.5V7M2 6.5a2 2 0 0 0 4 0 2 2 0 0 0 4 0 2 2 0 0 0 4 0M6.5 13.5v-3.25h3v3.25" />
  ),
  rate: <path d="M3.5 5.25h9L10 2.75M12.5 10.75h-9L6 13.25" />,
  rule: <path d="M8 2v12M3 4.25h10M3 4.25 1.25 9h3.5zM13 4.25 11.25 9h3.5zM5.5 14h5" />,
  hook: <path d="M5 6.5 8 2.5l3 4M3 13.5h10M8 3v10.5" />,
  audit: <path d="M8 1.75 13.25 4v4c0 3-2.25 5.25-5.25 6.25C5 13.25 2.75 11 2.75 8V4zM5.5 8l1.75 1.75L10.5 6" />,
  receipt: <path d="M3.5 1.75h9v12.5l-1.5-1-1.5 1-1.5-1-1.5 1-1.5-1-1.5 1zM5.75 5h4.5M5.75 8h4.5" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.5" />
      <path d="m10.4 10.4 3.6 3.6" />
    </>
  ),
  plus: <path d="M8 2.5v11M2.5 8h11" />,
  close: <path d="m3.5 3.5 9 9M12.5 3.5l-9 9" />,
  down: <path d="m3.5 6 4.5 4.5L12.5 6" />,
  up: <path d="m3.5 10 4.5-4.5L12.5 10" />,
  left: <path d="M10 3.5 5.5 8l4.5 4.5" />,
  right: <path d="M6 3.5 10.5 8 6 12.5" />,
  copy: <path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />,
  warning: <path d="M8 2 14.5 13.5h-13zM8 6.5v3.25M8 11.5v.25" />,
  error: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M8 4.5v4.25M8 11v.25" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M8 7.25v4M8 4.75V5" />
    </>
  ),
  dot: <circle cx="8" cy="8" r="3.5" fill="currentColor" stroke="none" />,
  ring: <circle cx="8" cy="8" r="3.5" />,
  globe: (
    <path d="M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5ZM1.75 8h12.5M8 1.75c2 1.75 2.75 4 2.75 6.25S10 12.5 8 14.25M8 1.75C6 3.5 5.25 5.75 5.25 8S6 12.5 8 14.25" />
  ),
  person: <path d="M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2.5 14c0-2.75 2.25-4.25 5.5-4.25s5.5 1.5 5.5 4.25" />,
  split: <path d="M8 14V8M8 8 3.5 3.5M8 8l4.5-4.5M3.25 6.5v-3h3M9.75 3.5h3v3" />,
  merge: <path d="M2.5 3h3l2.5 5h5.5M2.5 13h3L8 8M11 5.5 13.5 8 11 10.5" />,
  print: <path d="M4 6V2h8v4M4 11.5H2V6h12v5.5h-2M4 9.5h8V14H4z" />,
  lock: <path d="M3.5 7h9v6.75h-9zM5.25 7V5a2.75 2.75 0 0 1 5.5 0v2" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof PATHS;

export function Icon({ name, label }: { name: IconName; label?: string }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {PATHS[name]}
    </svg>
  );
}
