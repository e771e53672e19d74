import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed, useList } from '../../api/query';
import type { AnswerOf, BodyOf } from '../../api/types';
import { Button } from '../../kit/button';
import { TextField } from '../../kit/fields/field';
import { Dialog } from '../../kit/overlays/dialog';
import { showToast } from '../../kit/overlays/toast';
import { FailureNotice } from '../../shared/failure';
import { grouped } from '../../shared/format';
import { useQueryParams } from '../../shared/location';
import { Instant, wordOf } from '../../shared/trade';
import { useT } from '../../texts';
import { FORMATS } from './file-links';
import { hrefOf, parametersOf, type Question } from './question';

type Edition = AnswerOf<'get', '/v1/editions'>['items'][number];

/** Figures that were kept under a name: the same bytes for ever. The present question can be kept too. */
export function EditionsDialog({ question, onClose }: { question: Question; onClose: () => void }) {
  const t = useT();
  const list = useList('/v1/editions');
  return (
    <Dialog title={t('report.editions')} isOpen size="wide" onClose={onClose} closeLabel={t('act.close')}>
      <div className="form-stack">
        <KeepForm question={question} />
        <FailureNotice error={list.error} />
        {!list.isPending && list.rows.length === 0 && <p className="dim">{t('report.editions-none')}</p>}
        <ul className="formats">
          {list.rows.map((edition) => (
            <EditionRow key={edition.id} edition={edition} onClose={onClose} />
          ))}
        </ul>
        {list.hasNextPage && <Button onPress={() => void list.fetchNextPage()}>{t('list.more')}</Button>}
      </div>
    </Dialog>
  );
}

function KeepForm({ question }: { question: Question }) {
  const t = useT();
  const [name, setName] = useState('');
  const [error, setError] = useState<unknown>(null);
  const keep = async () => {
    setError(null);
    try {
      const body = { name: name.trim(), question: parametersOf(question) } as BodyOf<'post', '/v1/editions'>;
      await api.post('/v1/editions', { body });
      showToast({ tone: 'done', text: t('report.edition-kept', { name: name.trim() }) });
      setName('');
      await refreshed('/v1/editions');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <form
      className="keep-form"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <FailureNotice error={error} />
      <TextField
        label={t('report.edition-name')}
        hint={t('report.edition-hint')}
        value={name}
        onChange={setName}
        maxLength={200}
        autoFocus
      />
      <Button kind="primary" type="submit" isDisabled={name.trim() === ''}>
        {t('report.edition-keep')}
      </Button>
    </form>
  );
}

interface Kept {
  readonly from?: string;
  readonly to?: string;
  readonly basis?: string;
  readonly groupBy?: string | readonly string[];
}

function EditionRow({ edition, onClose }: { edition: Edition; onClose: () => void }) {
  const t = useT();
  const [, change] = useQueryParams();
  const kept = edition.question as Kept;
  const dimensions = typeof kept.groupBy === 'string' ? kept.groupBy.split(',') : (kept.groupBy ?? ['country']);
  const words = [
    kept.from && kept.to && t('report.from-to', { from: kept.from, to: kept.to }),
    kept.basis && wordOf('basis', kept.basis),
    dimensions.map((name) => wordOf('dimension', name)).join(' · '),
  ];
  const open = () => {
    const { groupBy: _groupBy, ...rest } = edition.question as Record<string, string>;
    change({ ...rest, groupBy: dimensions[0], thenBy: dimensions[1], asOf: edition.asOf, lines: undefined });
    onClose();
  };
  return (
    <li>
      <button type="button" className="link strong" onClick={open}>
        {edition.name}
      </button>
      <span className="dim">
        {words.filter(Boolean).join(' · ')} · {grouped(edition.total)} · {edition.createdBy}{' '}
        <Instant at={edition.createdAt} />
      </span>
      <span className="file-links">
        {FORMATS.map((format) => (
          <a key={format} href={hrefOf(`/v1/editions/${edition.id}`, { format })} download>
            {t(`report.format.${format}`)}
          </a>
        ))}
      </span>
    </li>
  );
}
