import { useDeferredValue } from 'react';
import { useGet } from '../../../api/query';
import { ComboField } from '../../../kit/fields/combo';
import type { FieldMessages } from '../../../kit/fields/field';
import { type BigTable, useCodeName } from '../../../shared/codes';
import { useLanguage, useT } from '../../../texts';

interface Props extends FieldMessages {
  readonly table: BigTable;
  readonly label: string;
  readonly value: string;
  readonly onChange: (code: string) => void;
  readonly isDisabled?: boolean;
  readonly name: string;
}

/** A code of a table of thousands, found by its digits, its name or the name's pinyin; those used before come first. */
export function CodeSearchField({ table, value, onChange, hint, ...props }: Props) {
  const t = useT();
  const language = useLanguage();
  const q = useDeferredValue(value.trim());
  const { data } = useGet(
    '/v1/code-tables/{table}/lookup',
    { path: { table }, query: { q, limit: 8 } },
    { enabled: q !== '', staleTime: 60_000 },
  );
  const name = useCodeName(table, value);
  const choices = (q === '' ? [] : (data?.data.items ?? [])).map((item) => ({
    id: item.code,
    name: item.code,
    detail: language === 'en' ? item.nameEn || item.name : item.name,
  }));
  return (
    <ComboField
      {...props}
      text={value}
      onText={onChange}
      choices={choices}
      onChoose={onChange}
      empty={t(q === '' ? 'form.code-how' : 'grid.no-codes')}
      hint={name || hint}
    />
  );
}
