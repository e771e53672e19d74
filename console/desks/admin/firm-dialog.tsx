import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed } from '../../api/query';
import { tagOf } from '../../api/tag';
import type { AnswerOf } from '../../api/types';
import { Switch } from '../../kit/fields/checkbox';
import { TextField } from '../../kit/fields/field';
import { Select } from '../../kit/fields/select';
import { FormDialog } from '../../shared/form-dialog';
import { useT } from '../../texts';

type Firm = AnswerOf<'get', '/v1/organisations'>['items'][number];
export const KINDS = ['broker', 'customs', 'statistics', 'operator'] as const;
export type Kind = (typeof KINDS)[number];

/** A new firm or office; or its names and numbers, and whether it is still open. Its kind stays what it is. */
export function FirmDialog({ firm, onClose }: { firm: Firm | null; onClose: () => void }) {
  const t = useT();
  const [kind, setKind] = useState<Kind>((firm?.kind as Kind | undefined) ?? 'broker');
  const [name, setName] = useState(firm?.name ?? '');
  const [nameEn, setNameEn] = useState(firm?.nameEn ?? '');
  const [uscc, setUscc] = useState(firm?.uscc ?? '');
  const [customsOffice, setOffice] = useState(firm?.customsOffice ?? '');
  const [isOpen, setOpen] = useState(firm?.state !== 'closed');
  const save = async () => {
    const body = {
      name,
      ...(nameEn ? { nameEn } : {}),
      ...(uscc ? { uscc } : {}),
      ...(customsOffice ? { customsOffice } : {}),
    };
    if (firm === null) await api.post('/v1/organisations', { body: { kind, ...body } });
    else {
      const state = isOpen ? ('open' as const) : ('closed' as const);
      const path = { id: firm.id };
      await api.put('/v1/organisations/{id}', { path, ifMatch: tagOf(firm.revision), body: { ...body, state } });
    }
    await refreshed('/v1/organisations');
    onClose();
  };
  return (
    <FormDialog
      title={firm ? t('firms.edit', { name: firm.name }) : t('firms.new')}
      act={firm ? t('act.save') : t('firms.create')}
      onSubmit={save}
      onClose={onClose}
      isDisabled={name === ''}
    >
      {!firm && (
        <Select
          label={t('firms.kind')}
          choices={KINDS.map((id) => ({ id, name: t(`firms.kind-${id}`) }))}
          value={kind}
          onChange={(id) => setKind(id as Kind)}
        />
      )}
      <TextField label={t('admin.name')} value={name} onChange={setName} isRequired autoFocus />
      <TextField label={t('firms.name-en')} value={nameEn} onChange={setNameEn} />
      {kind === 'broker' && <TextField label={t('firms.uscc')} value={uscc} onChange={setUscc} isMono />}
      {kind === 'customs' && <TextField label={t('firms.office')} value={customsOffice} onChange={setOffice} />}
      {firm && (
        <>
          <Switch isSelected={isOpen} onChange={setOpen}>
            {t('firms.state-open')}
          </Switch>
          <p className="dim">{t('firms.close-effect')}</p>
        </>
      )}
    </FormDialog>
  );
}
