import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useGet } from '../../../api/query';
import { Button } from '../../../kit/button';
import { Skeleton } from '../../../kit/states';
import { useShortcuts } from '../../../kit/shortcuts';
import { Tabs } from '../../../kit/tabs';
import { DeclarationHeadline } from '../../../shared/declaration/headline';
import { declarationTabs } from '../../../shared/declaration/parts';
import { TimelinePanel } from '../../../shared/declaration/timeline-panel';
import type { Declaration } from '../../../shared/declaration/types';
import { FailureState } from '../../../shared/failure';
import { FileLink } from '../../../shared/file-link';
import { useNavigateTo, useQueryParams } from '../../../shared/location';
import { useIsActing } from '../../../shared/merged-firms';
import { Page, ToolbarSpace } from '../../../shared/page';
import { useRole } from '../../../shared/session';
import { useT } from '../../../texts';
import { AmendDialog } from './amend-dialog';
import { CopyDialog } from './copy-dialog';
import type { DeclarationDialogProps } from './dialog-props';
import { ExemptionDialog, FxReceiptDialog } from './filing-dialogs';
import { ReceiptsDialog } from './receipts-dialog';
import { WithdrawDialog } from './withdraw-dialog';
import { isWritable } from './writable';

/** What happened, why, who moves next? */
export function DeclarationPage() {
  const t = useT();
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error, refetch } = useGet('/v1/declarations/{id}', { path: { id } }, { isLive: true });
  const declaration = data?.data.id === id ? data.data : null;
  if (error && !declaration) {
    return (
      <Page title={t('declarations.title')}>
        <FailureState error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  if (!declaration) {
    return (
      <Page title={t('declarations.title')}>
        <Skeleton label={t('app.loading')} />
      </Page>
    );
  }
  return (
    <Page title={declaration.reference}>
      <DeclarationHeadline declaration={declaration} />
      <Body declaration={declaration} />
      <Acts declaration={declaration} etag={data?.etag} />
    </Page>
  );
}

function Body({ declaration }: { declaration: Declaration }) {
  const t = useT();
  const [query, change] = useQueryParams();
  const first = declaration.findings.length > 0 && isWritable(declaration.status) ? 'findings' : 'items';
  return (
    <div className="columns columns-side">
      <section aria-label={t('page.timeline')}>
        <TimelinePanel id={declaration.id} />
      </section>
      <Tabs
        label={t('page.tabs')}
        tabs={declarationTabs(declaration, t)}
        selected={query['tab'] ?? first}
        onSelect={(tab) => change({ tab })}
      />
    </div>
  );
}

type DialogName = 'copy' | 'withdraw' | 'amend' | 'cancel' | 'receipts' | 'filing' | 'fx';

/** What everybody may do who reads it, and between it what its broker may. */
function Acts({ declaration, etag }: { declaration: Declaration; etag: string | undefined }) {
  const t = useT();
  const go = useNavigateTo();
  const isBroker = useRole('broker');
  const [dialog, setDialog] = useState<DialogName | null>(null);
  const { id, status } = declaration;
  const merging = () => go(`/declarations/${id}/merging`);
  useShortcuts([
    { keys: 'M', name: t('page.merging'), run: merging },
    { keys: 'Esc', name: t('keys.back'), run: () => window.history.back() },
  ]);
  return (
    <div className="actbar">
      {isBroker && <DraftActs declaration={declaration} open={setDialog} />}
      <Button icon="merge" hint="M" onPress={merging}>
        {t('page.merging')}
      </Button>
      <FileLink
        className="button button-plain"
        href={`/v1/declarations/${id}?format=pdf`}
        target="_blank"
        rel="noreferrer"
      >
        {t('page.pdf')}
      </FileLink>
      <ToolbarSpace />
      {isBroker && status !== 'draft' && <FiledActs status={status} open={setDialog} />}
      {isBroker && status === 'draft' && (
        <Button kind="danger" onPress={() => setDialog('withdraw')}>
          {t('page.withdraw')}
        </Button>
      )}
      {dialog && <Dialogs name={dialog} declaration={declaration} etag={etag} onClose={() => setDialog(null)} />}
    </div>
  );
}

interface ActsProps {
  readonly declaration: Declaration;
  readonly open: (dialog: DialogName) => void;
}

/** To go on writing it, or begin another one from it. */
function DraftActs({ declaration: { id, status }, open }: ActsProps) {
  const t = useT();
  const go = useNavigateTo();
  const mayCopy = !useIsActing();
  const canWrite = isWritable(status);
  const edit = () => go(`/declarations/${id}/edit`);
  useShortcuts([
    ...(canWrite ? [{ keys: 'E', name: t('page.edit'), run: edit }] : []),
    ...(mayCopy ? [{ keys: 'D', name: t('page.copy'), run: () => open('copy') }] : []),
  ]);
  return (
    <>
      {canWrite && (
        <Button kind="primary" icon="pencil" hint="E" onPress={edit}>
          {t('page.edit')}
        </Button>
      )}
      {mayCopy && (
        <Button icon="copy" hint="D" onPress={() => open('copy')}>
          {t('page.copy')}
        </Button>
      )}
    </>
  );
}

/** What is done about a declaration that customs has: its receipts, its filings, and requests to change or cancel it. */
function FiledActs({ status, open }: { status: Declaration['status']; open: (dialog: DialogName) => void }) {
  const t = useT();
  const isOver = status === 'cancelled';
  useShortcuts([
    { keys: 'A', name: t('page.amend'), run: () => !isOver && open('amend') },
    { keys: 'H', name: t('page.receipts'), run: () => open('receipts') },
  ]);
  return (
    <>
      <Button icon="receipt" hint="H" onPress={() => open('receipts')}>
        {t('page.receipts')}
      </Button>
      {status === 'closed' && (
        <>
          <Button onPress={() => open('filing')}>{t('page.filing')}</Button>
          <Button onPress={() => open('fx')}>{t('page.fx')}</Button>
        </>
      )}
      {!isOver && !isWritable(status) && (
        <>
          <Button hint="A" onPress={() => open('amend')}>
            {t('page.amend')}
          </Button>
          <Button onPress={() => open('cancel')}>{t('page.cancel')}</Button>
        </>
      )}
    </>
  );
}

function Dialogs({ name, ...props }: DeclarationDialogProps & { name: DialogName }) {
  const { declaration, onClose } = props;
  const { id, currency = 'USD' } = declaration;
  switch (name) {
    case 'copy':
      return <CopyDialog {...props} />;
    case 'withdraw':
      return <WithdrawDialog {...props} />;
    case 'receipts':
      return <ReceiptsDialog subjects={[declaration]} onClose={onClose} />;
    case 'filing':
      return <ExemptionDialog id={id} onClose={onClose} />;
    case 'fx':
      return <FxReceiptDialog id={id} currency={currency} onClose={onClose} />;
    default:
      return <AmendDialog {...props} kind={name} />;
  }
}
