import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed } from '../../api/query';
import { Checkbox } from '../../kit/fields/checkbox';
import { DayField } from '../../kit/fields/day-field';
import { TextField } from '../../kit/fields/field';
import { Select } from '../../kit/fields/select';
import { FormDialog } from '../../shared/form-dialog';
import { useRole } from '../../shared/session';
import { wordOf } from '../../shared/trade';
import { useT } from '../../texts';
import { OrganisationField } from './organisation-field';
import { SecretDialog } from './secret-dialog';

const ROLES = ['broker', 'officer', 'analyst', 'channel', 'admin', 'auditor'] as const;
type KeyRole = (typeof ROLES)[number];
const SCOPES = ['read', 'write', 'receipts'] as const;
type Scope = (typeof SCOPES)[number];

/** A key for a program: as whom, what it may do, and until when. */
export function KeyDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const isAdmin = useRole('admin');
  const [name, setName] = useState('');
  const [role, setRole] = useState<KeyRole>('broker');
  const [organisation, setOrganisation] = useState<string | undefined>();
  const [expiresOn, setExpiresOn] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(['read', 'write']);
  const [secret, setSecret] = useState<string | null>(null);
  const create = async () => {
    const expiresAt = expiresOn ? { expiresAt: `${expiresOn}T23:59:59+08:00` } : {};
    const { data } = await api.post('/v1/keys', {
      body: { name, role, scopes: [...scopes], ...(organisation ? { organisation } : {}), ...expiresAt },
    });
    await refreshed('/v1/keys');
    setSecret(data.key);
  };
  if (secret !== null)
    return <SecretDialog title={t('keys.shown-title')} text={t('keys.shown-text')} secret={secret} onClose={onClose} />;
  return (
    <FormDialog
      title={t('keys.new')}
      act={t('keys.create')}
      onSubmit={create}
      onClose={onClose}
      isDisabled={name === '' || scopes.length === 0}
    >
      <TextField label={t('admin.name')} value={name} onChange={setName} isRequired autoFocus />
      {isAdmin && (
        <>
          <Select
            label={t('keys.role')}
            choices={ROLES.map((id) => ({ id, name: wordOf('role', id) }))}
            value={role}
            onChange={(id) => setRole(id as KeyRole)}
          />
          <OrganisationField name="" onChange={setOrganisation} />
        </>
      )}
      <div className="field" role="group" aria-label={t('keys.scopes')}>
        <span className="field-label">{t('keys.scopes')}</span>
        {SCOPES.map((scope) => (
          <Checkbox
            key={scope}
            isSelected={scopes.includes(scope)}
            onChange={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
          >
            {t(`keys.scope-${scope}`)}
          </Checkbox>
        ))}
      </div>
      <DayField label={t('keys.expires-on')} value={expiresOn} onChange={setExpiresOn} />
    </FormDialog>
  );
}
