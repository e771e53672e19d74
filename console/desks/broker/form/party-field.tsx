import { useDeferredValue } from 'react';
import { useGet } from '../../../api/query';
import { ComboField } from '../../../kit/fields/combo';
import type { FieldMessages } from '../../../kit/fields/field';
import { useT } from '../../../texts';

export interface Party {
  readonly id: string;
  readonly idType: string;
  readonly name: string;
  readonly country: string | null;
}

interface Props extends FieldMessages {
  readonly role: 'consignor' | 'principal' | 'buyer';
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onParty: (party: Party) => void;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly name: string;
}

/** A firm: those this office has named before, found by name or number. */
export function PartyField({ role, text, onText, onParty, ...props }: Props) {
  const t = useT();
  const search = useDeferredValue(text.trim());
  const { data } = useGet(
    '/v1/parties',
    { query: { role, limit: 20, ...(search ? { search } : {}) } },
    { staleTime: 60_000 },
  );
  const parties = data?.data.items ?? [];
  return (
    <ComboField
      {...props}
      text={text}
      onText={onText}
      choices={parties.map(({ id, name }) => ({ id, name, detail: id }))}
      onChoose={(id) => {
        const party = parties.find((one) => one.id === id);
        if (party) onParty(party);
      }}
      empty={t('form.parties-none')}
    />
  );
}
