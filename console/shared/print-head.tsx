import { timeToSecond, today } from './format';
import { usePerson } from './session';
import { useT } from '../texts';

/** On paper only: what it is, who printed it when, and from where. */
export function PrintHead({ title, digest }: { title: string; digest?: string | null | undefined }) {
  const t = useT();
  const person = usePerson();
  return (
    <header className="print-only print-head">
      <h2>{title}</h2>
      <p>
        {t('print.by', { name: person.name, time: `${today()} ${timeToSecond(new Date())}` })} · {window.location.href}
      </p>
      {digest ? <p className="mono">{digest}</p> : null}
    </header>
  );
}
