import { shortInstant } from '../../shared/format';
import { wordOf } from '../../shared/trade';
import { useT } from '../../texts';
import { dimensionsOf, type Question } from './question';

/** The question in one sentence, so that a picture of the page says what its figures are. */
export function Sentence({ question }: { question: Question }) {
  const t = useT();
  const { basis, currency, from, to, filters, asOf } = question;
  const parts = [
    wordOf('basis', basis),
    wordOf('currency', currency),
    t('report.from-to', { from, to }),
    t('report.by', {
      dimension: dimensionsOf(question)
        .map((name) => wordOf('dimension', name))
        .join(' · '),
    }),
    ...Object.entries(filters).map(([name, value]) => `${wordOf('dimension', name)} ${value}`),
    asOf === null ? t('report.as-of-now') : t('report.as-of', { time: shortInstant(asOf) }),
  ];
  return (
    <p className="sentence">
      <strong>{t('nav.report')}</strong> = {parts.join(' · ')}
    </p>
  );
}
