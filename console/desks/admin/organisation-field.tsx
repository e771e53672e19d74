import { useDeferredValue, useState } from 'react';
import { useGet } from '../../api/query';
import { ComboField } from '../../kit/fields/combo';
import { useT } from '../../texts';

interface Props {
  readonly name: string;
  readonly onChange: (id: string | undefined, name: string) => void;
}

/** A firm or an office, found by its name. */
export function OrganisationField({ name, onChange }: Props) {
  const t = useT();
  const [text, setText] = useState(name);
  const search = useDeferredValue(text.trim());
  const { data } = useGet('/v1/organisations', { query: { limit: 20, ...(search ? { search } : {}) } });
  const found = data?.data.items ?? [];
  return (
    <ComboField
      label={t('people.organisation')}
      text={text}
      onText={(next) => {
        setText(next);
        if (next === '') onChange(undefined, '');
      }}
      choices={found.map(({ id, name: label, uscc }) => ({ id, name: label, ...(uscc ? { detail: uscc } : {}) }))}
      onChoose={(id) => {
        const one = found.find((organisation) => organisation.id === id);
        setText(one?.name ?? '');
        onChange(id, one?.name ?? '');
      }}
      empty={t('list.none')}
    />
  );
}
