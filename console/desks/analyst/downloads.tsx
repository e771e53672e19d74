import { useState } from 'react';
import { useGet } from '../../api/query';
import { Button } from '../../kit/button';
import { Dialog } from '../../kit/overlays/dialog';
import { useShortcuts } from '../../kit/shortcuts';
import { showToast } from '../../kit/overlays/toast';
import { CopyButton } from '../../shared/copy';
import { grouped } from '../../shared/format';
import { ToolbarSpace } from '../../shared/page';
import { useRole } from '../../shared/session';
import { FileLink } from '../../shared/file-link';
import { useT } from '../../texts';
import { EditionsDialog } from './editions-dialog';
import { FORMATS } from './file-links';
import { ReportLinks } from './link-form';
import { hasEditions, hrefOf, parametersOf, type Question } from './question';
import type { Report } from './report-data';

interface Props {
  readonly question: Question;
  readonly report: Report | undefined;
}

/** The figure as a file, as a link, and kept under a name. A link says as of when, so that it shows tomorrow what it shows today. */
export function Downloads({ question, report }: Props) {
  const t = useT();
  const [dialog, setDialog] = useState<'files' | 'editions' | null>(null);
  const mayKeep = useRole('analyst', 'admin');
  const copyLink = async (): Promise<void> => {
    const url = new URL(window.location.href);
    if (report !== undefined && hasEditions(question)) url.searchParams.set('asOf', report.asOf);
    await navigator.clipboard.writeText(url.toString());
    showToast({ tone: 'done', text: t('report.link-copied') });
  };
  useShortcuts([
    { keys: 'D', name: t('report.download'), run: () => setDialog('files') },
    ...(mayKeep ? [{ keys: 'N', name: t('report.editions'), run: () => setDialog('editions') }] : []),
  ]);
  const close = () => setDialog(null);
  return (
    <>
      <ToolbarSpace />
      {mayKeep && (
        <Button icon="lock" hint="N" onPress={() => setDialog('editions')}>
          {t('report.editions')}
        </Button>
      )}
      <Button icon="copy" isDisabled={report === undefined} onPress={() => void copyLink()}>
        {t('report.copy-link')}
      </Button>
      <Button icon="download" hint="D" onPress={() => setDialog('files')}>
        {t('report.download')}
      </Button>
      {dialog === 'files' && <DownloadDialog question={question} report={report} onClose={close} />}
      {dialog === 'editions' && <EditionsDialog question={question} onClose={close} />}
    </>
  );
}

function DownloadDialog({ question, report, onClose }: Props & { onClose: () => void }) {
  const t = useT();
  const parameters = parametersOf(question);
  const metadata = useGet('/v1/reports/export-value/metadata', { query: parameters }, { staleTime: 60_000 });
  const digest = metadata.data?.data['loomgate:sha256'];
  return (
    <Dialog title={t('report.download')} isOpen onClose={onClose} closeLabel={t('act.close')} size="wide">
      <p className="dim">{t('report.rows', { count: report?.rows.length ?? 0, total: grouped(report?.total) })}</p>
      <ul className="formats">
        {FORMATS.map((format) => (
          <li key={format}>
            <FileLink
              className="button button-plain"
              href={hrefOf('/v1/reports/export-value', { ...parameters, format })}
              download
            >
              {t(`report.format.${format}`)}
            </FileLink>
            <span className="dim">{t(`report.format-for.${format}`)}</span>
          </li>
        ))}
        <li>
          <FileLink
            className="button button-plain"
            href={hrefOf('/v1/reports/export-value/metadata', parameters)}
            download
          >
            CSVW
          </FileLink>
          <span className="dim">{t('report.metadata')}</span>
        </li>
      </ul>
      {digest && (
        <p className="dim">
          SHA-256 (CSV) <code className="mono">{digest}</code> <CopyButton text={digest} />
        </p>
      )}
      <ReportLinks question={question} />
    </Dialog>
  );
}
