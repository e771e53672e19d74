import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed } from '../../api/query';
import { Button } from '../../kit/button';
import { Checkbox, Switch } from '../../kit/fields/checkbox';
import { TextField } from '../../kit/fields/field';
import { showToast } from '../../kit/overlays/toast';
import { FormDialog } from '../../shared/form-dialog';
import { useRole } from '../../shared/session';
import { wordOf } from '../../shared/trade';
import { useT } from '../../texts';
import './admin.css';
import { OrganisationField } from './organisation-field';
import type { PersonRow } from './person-row';
import { SecretDialog } from './secret-dialog';

const ROLES = ['broker', 'officer', 'analyst', 'admin', 'auditor', 'channel'] as const;
type PersonRole = (typeof ROLES)[number];

/** A new person, or what may be changed of one. */
export function PersonDialog({ person, onClose }: { person: PersonRow | null; onClose: () => void }) {
  const t = useT();
  const isAdmin = useRole('admin');
  const [login, setLogin] = useState(person?.login ?? '');
  const [name, setName] = useState(person?.name ?? '');
  const [roles, setRoles] = useState<readonly PersonRole[]>((person?.roles as PersonRole[] | undefined) ?? ['broker']);
  const [organisation, setOrganisation] = useState(person?.organisation ?? undefined);
  const [firmAdministrator, setFirmAdministrator] = useState(person?.firmAdministrator ?? false);
  const [isActive, setActive] = useState(person?.state !== 'disabled');
  const [secret, setSecret] = useState<string | null>(null);
  const body = { login, name, roles: [...roles], firmAdministrator, ...(organisation ? { organisation } : {}) };
  const save = async () => {
    if (person) {
      const changed = { ...body, state: isActive ? ('active' as const) : ('disabled' as const) };
      await api.put('/v1/people/{id}', { path: { id: person.id }, body: changed, ifMatch: `"r${person.revision}"` });
      showToast({ text: t('admin.saved'), tone: 'done' });
      await refreshed('/v1/people');
      return onClose();
    }
    const { data } = await api.post('/v1/people', { body });
    await refreshed('/v1/people');
    setSecret(data.temporaryPassword);
  };
  const reset = async () => {
    if (!person) return;
    const { data } = await api.post('/v1/people/{id}/password', { path: { id: person.id } });
    setSecret(data.temporaryPassword);
  };
  if (secret !== null) {
    return (
      <SecretDialog
        title={t('people.password-title')}
        text={t('people.password-text', { name })}
        secret={secret}
        onClose={onClose}
      />
    );
  }
  return (
    <FormDialog
      title={person ? t('people.edit', { name: person.name }) : t('people.new')}
      act={person ? t('act.save') : t('people.create')}
      onSubmit={save}
      onClose={onClose}
      isDisabled={login === '' || name === '' || roles.length === 0}
    >
      <TextField label={t('people.name')} value={name} onChange={setName} autoFocus isRequired />
      <TextField label={t('people.login')} value={login} onChange={setLogin} isRequired />
      {isAdmin && <RoleChoices roles={roles} onChange={setRoles} />}
      {isAdmin && <OrganisationField name={person?.organisationName ?? ''} onChange={(id) => setOrganisation(id)} />}
      <Switch isSelected={firmAdministrator} onChange={setFirmAdministrator}>
        {t('people.firm-admin')}
      </Switch>
      {person && <ExistingPerson name={person.name} isActive={isActive} onActive={setActive} onReset={reset} />}
    </FormDialog>
  );
}

interface ExistingProps {
  readonly name: string;
  readonly isActive: boolean;
  readonly onActive: (on: boolean) => void;
  readonly onReset: () => Promise<void>;
}

function ExistingPerson({ name, isActive, onActive, onReset }: ExistingProps) {
  const t = useT();
  return (
    <>
      <Switch isSelected={isActive} onChange={onActive}>
        {t('people.state-active')}
      </Switch>
      <ResetPassword name={name} onReset={onReset} />
    </>
  );
}

function RoleChoices({
  roles,
  onChange,
}: {
  roles: readonly PersonRole[];
  onChange: (roles: readonly PersonRole[]) => void;
}) {
  const t = useT();
  return (
    <div className="field" role="group" aria-label={t('people.roles')}>
      <span className="field-label">{t('people.roles')}</span>
      <div className="role-choices">
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            isSelected={roles.includes(role)}
            onChange={(on) => onChange(on ? [...roles, role] : roles.filter((one) => one !== role))}
          >
            {wordOf('role', role)}
          </Checkbox>
        ))}
      </div>
    </div>
  );
}

function ResetPassword({ name, onReset }: { name: string; onReset: () => Promise<void> }) {
  const t = useT();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <div className="form-acts">
        <Button icon="lock" onPress={() => setAsking(true)}>
          {t('people.reset')}
        </Button>
      </div>
      {isAsking && (
        <FormDialog
          title={t('people.reset')}
          act={t('people.reset')}
          onSubmit={onReset}
          onClose={() => setAsking(false)}
          isDanger
        >
          <p>{t('people.reset-text', { name })}</p>
        </FormDialog>
      )}
    </>
  );
}
