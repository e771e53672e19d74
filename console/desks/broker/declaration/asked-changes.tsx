import { useState } from 'react';
import { Button } from '../../../kit/button';
import { TextField } from '../../../kit/fields/field';
import { Select } from '../../../kit/fields/select';
import { type CodeTable, TABLE_OF_FIELD, useCodeChoices } from '../../../shared/codes';
import { FieldChoice, NO_FIELD, pointerOf } from '../../../shared/declaration/field-choice';
import { fieldName, fieldText } from '../../../shared/declaration/field-name';
import type { Declaration } from '../../../shared/declaration/types';
import '../../../shared/declaration/findings.css';
import { useT } from '../../../texts';
import { type AskedChange, presentValue } from './amendment-changes';

interface Props {
  readonly declaration: Declaration;
  readonly asked: readonly AskedChange[];
  readonly onChange: (asked: readonly AskedChange[]) => void;
}

/** Field by field: where, which one, and what it should say. One field is asked for once. */
export function AskedChanges({ declaration, asked, onChange }: Props) {
  const t = useT();
  const [place, setPlace] = useState(NO_FIELD);
  const [value, setValue] = useState('');
  const pointer = pointerOf(place);
  const without = (other: string) => asked.filter((one) => pointerOf(one.place) !== other);
  const add = () => {
    onChange([...without(pointer), { place, value: value.trim() }]);
    setValue('');
    setPlace({ ...place, field: null });
  };
  return (
    <>
      <div className="asked-changes">
        <FieldChoice lines={declaration.goods.length} place={place} onChange={setPlace} />
        <ValueField
          table={TABLE_OF_FIELD[place.index === null ? (place.field ?? '') : `goods.${place.field ?? ''}`]}
          value={value}
          onChange={setValue}
          hint={
            place.field ? t('page.amend-value-hint', { value: fieldText(presentValue(declaration, place)) }) : undefined
          }
        />
        <Button icon="plus" isDisabled={place.field === null} onPress={add}>
          {t('page.amend-add')}
        </Button>
      </div>
      {asked.length > 0 && (
        <ul className="plain-list" aria-label={t('amendment.asked')}>
          {asked.map((one) => (
            <li key={pointerOf(one.place)} className="with-icon">
              {fieldName(pointerOf(one.place), t)}: {fieldText(presentValue(declaration, one.place))} →{' '}
              {fieldText(one.value)}
              <Button
                kind="quiet"
                icon="close"
                label={t('page.amend-remove')}
                onPress={() => onChange(without(pointerOf(one.place)))}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface ValueProps {
  readonly table: CodeTable | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint: string | undefined;
}

/** A code is chosen, everything else is typed. */
function ValueField({ table, ...props }: ValueProps) {
  const t = useT();
  const label = t('page.amend-value');
  return table ? <CodeField {...props} label={label} table={table} /> : <TextField {...props} label={label} />;
}

function CodeField({ table, ...props }: ValueProps & { table: CodeTable; label: string }) {
  const choices = useCodeChoices(table);
  return <Select {...props} choices={choices} value={props.value || null} />;
}
