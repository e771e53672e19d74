import { useMemo } from 'react';
import { useQueryParams } from '../../shared/location';
import { Page } from '../../shared/page';
import { FailureState } from '../../shared/failure';
import { Skeleton } from '../../kit/states';
import { useT } from '../../texts';
import { Changes } from './changes';
import { Downloads } from './downloads';
import { LinesDialog } from './lines-dialog';
import { QuestionPanel } from './question-panel';
import { dimensionsOf, questionOf, type Question } from './question';
import { Answer } from './answer';
import { Sentence } from './sentence';
import { type Report, rowsOf, useReport } from './report-data';
import './report.css';

/** How much, to where, compared with when? The whole question is the URL. */
export function ReportPage() {
  const t = useT();
  const [query] = useQueryParams();
  const question = useMemo(() => questionOf(query, new Date()), [query]);
  const report = useReport(question);
  const found = report.data?.data;
  return (
    <Page
      title={t('nav.report')}
      toolbar={
        <>
          <Sentence question={question} />
          <Downloads question={question} report={found} />
        </>
      }
    >
      <div className="report">
        <QuestionPanel question={question} />
        <div className={report.isPlaceholderData ? 'report-main is-waiting' : 'report-main'}>
          {report.error ? (
            <FailureState error={report.error} onRetry={() => void report.refetch()} />
          ) : found === undefined ? (
            <Skeleton label={t('app.loading')} />
          ) : (
            <Answer question={question} report={found} />
          )}
          {question.since === null ? null : <Changes question={question} since={question.since} />}
        </div>
      </div>
      <Lines question={question} report={found} />
    </Page>
  );
}

/** The items behind a cell stand above the page while the URL names the cell. */
function Lines({ question, report }: { question: Question; report: Report | undefined }) {
  const [query, change] = useQueryParams();
  const key = query['lines'];
  if (key === undefined) return null;
  const name = report && rowsOf(report, dimensionsOf(question)).find((row) => row.key === key)?.name;
  return <LinesDialog question={question} rowKey={key} rowName={name} onClose={() => change({ lines: undefined })} />;
}
