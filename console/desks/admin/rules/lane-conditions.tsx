import type { Schemas } from '../../../api/types';
import { Checkbox } from '../../../kit/fields/checkbox';
import { TextField } from '../../../kit/fields/field';
import { useT } from '../../../texts';

export type Conditions = Schemas['LaneConditionsBody'];

const LISTS = ['markets', 'hsPrefixes', 'destinations', 'buyerCountries'] as const;
const FLAGS = ['firstOfConsignor', 'newGoodsAtStall', 'containerShared', 'inspectionGoods'] as const;
const ANY_SEPARATOR = /[\s,，、;；]+/;
const listed = (text: string): string[] => text.split(ANY_SEPARATOR).filter((one) => one !== '');

interface Props {
  readonly conditions: Conditions;
  readonly onChange: (conditions: Conditions) => void;
}

/** What a declaration must be like for the rule to match; what is empty says nothing. */
export function ConditionFields({ conditions, onChange }: Props) {
  const t = useT();
  const put = (name: string, value: unknown) => {
    const { [name as keyof Conditions]: _former, ...rest } = conditions;
    onChange(value === undefined ? rest : { ...rest, [name]: value });
  };
  return (
    <fieldset className="form-grid" aria-label={t('rules.conditions')}>
      {LISTS.map((name) => (
        <TextField
          key={name}
          label={t(`rules.condition-${name}`)}
          defaultValue={(conditions[name] ?? []).join(' ')}
          onChange={(text) => put(name, listed(text).length > 0 ? listed(text) : undefined)}
          isMono
        />
      ))}
      <TextField
        label={t('rules.condition-valueUsdFrom')}
        defaultValue={conditions.valueUsdFrom ?? ''}
        onChange={(text) => put('valueUsdFrom', text.trim() === '' ? undefined : text.trim())}
      />
      {FLAGS.map((name) => (
        <Checkbox key={name} isSelected={conditions[name] === true} onChange={(on) => put(name, on ? true : undefined)}>
          {t(`rules.condition-${name}`)}
        </Checkbox>
      ))}
    </fieldset>
  );
}
