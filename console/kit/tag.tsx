import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import './tag.css';

export type Tone = 'grey' | 'blue' | 'green' | 'yellow' | 'red' | 'violet' | 'teal' | 'rust';

interface Props {
  readonly tone: Tone;
  readonly icon: IconName;
  readonly children: ReactNode;
  readonly isStruck?: boolean;
  readonly title?: string;
}

/** A word with a shape; the colour comes third. */
export function Tag({ tone, icon, children, isStruck, title }: Props) {
  return (
    <span className={`tag tag-${tone}${isStruck ? ' tag-struck' : ''}`} {...(title ? { title } : {})}>
      <Icon name={icon} />
      {children}
    </span>
  );
}

const GROUPS: Readonly<Record<string, readonly number[]>> = {
  hs: [4, 4, 2],
  container: [4, 6, 1],
  entry: [4, 4, 4, 6],
};

/** Groups for the eye by margins: what is copied has no blanks. */
export function Code({ kind, children }: { kind: keyof typeof GROUPS; children: string }) {
  const parts: string[] = [];
  let at = 0;
  for (const length of GROUPS[kind] ?? []) {
    parts.push(children.slice(at, at + length));
    at += length;
  }
  parts.push(children.slice(at));
  return (
    <span className="code">
      {parts
        .filter((part) => part !== '')
        .map((part, index) => (
          <span key={index}>{part}</span>
        ))}
    </span>
  );
}
