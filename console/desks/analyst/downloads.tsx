import { useState } from 'react';
import { Button } from '../../kit/button';
import { Dialog } from '../../kit/overlays/dialog';
import { ToolbarSpace } from '../../shared/page';
import { CopyButton } from '../../shared/copy';
import { grouped } from '../../shared/format';
import { useShortcuts } from '../../kit/shortcuts';
import { showToast } from '../../kit/overlays/toast';
import { useT } from '../../texts';
import { hasEditions, hrefOf, parametersOf, type Question } from './question';
import type { Report } from './report-data';

const FORMATS = ['csv', 'xlsx', 'sdmx-csv', 'parquet', 'json'] as const;
const READERS: Readonly<Record<string, (url: string) => string>> = {
  csv: (url) => `pd.read_csv("${url}", dtype=str)`,
  parquet: (url) => `pd.read_parquet("${url}")`,
};

/** The figure as a file, and as a link. A link says as of when, so that it shows tomorrow what it shows today. */
export function Downloads({ question, report }: { question: Question; report: Report | undefined }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  const copyLink = async (): Promise<void> => {
    const url = new URL(window.location.href);
    if (report !== undefined && hasEditions(question)) url.searchParams.set('asOf', report.asOf);
    await navigator.clipboard.writeText(url.toString());
    showToast({ tone: 'done', text: t('report.link-copied') });
  };
  useShortcuts([{ keys: 'D', name: t('report.download'), run: () => setOpen(true) }]);
  return (
    <>
      <ToolbarSpace />
      <Button icon="copy" isDisabled={report === undefined} onPress={() => void copyLink()}>
        {t('report.copy-link')}
      </Button>
      <Button icon="download" hint="D" onPress={() => setOpen(true)}>
        {t('report.download')}
      </Button>
      {isOpen ? <DownloadDialog question={question} report={report} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function DownloadDialog({
  question,
  report,
  onClose,
}: {
  question: Question;
  report: Report | undefined;
  onClose: () => void;
}) {
  const t = useT();
  return (
    <Dialog title={t('report.download')} isOpen onClose={onClose} closeLabel={t('act.close')}>
      <p className="dim">{t('report.rows', { count: report?.rows.length ?? 0, total: grouped(report?.total) })}</p>
      <ul className="formats">
        {FORMATS.map((format) => {
          const href = hrefOf('/v1/reports/export-value', { ...parametersOf(question), format });
          const url = `${window.location.origin}${href}`;
          const command = READERS[format]?.(url);
          return (
            <li key={format}>
              <a className="button button-plain" href={href} download>
                {t(`report.format.${format}`)}
              </a>
              <span className="dim">{t(`report.format-for.${format}`)}</span>
              <span className="format-link">
                <code className="mono">{command ?? url}</code>
                <CopyButton text={command ?? url} />
              </span>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
