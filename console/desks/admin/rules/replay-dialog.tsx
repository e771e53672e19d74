import { useState } from 'react';
import { api } from '../../../api/client';
import type { AnswerOf, BodyOf } from '../../../api/types';
import { Checkbox } from '../../../kit/fields/checkbox';
import { DayField } from '../../../kit/fields/day-field';
import { TextField } from '../../../kit/fields/field';
import { Select } from '../../../kit/fields/select';
import { FormDialog } from '../../../shared/form-dialog';
import { LANES, wordOf } from '../../../shared/trade';
import { useLanguage, useT } from '../../../texts';
import { ConditionFields, type Conditions } from './lane-conditions';
import { ReplayOutcome } from './replay-outcome';

type Rule = AnswerOf<'get', '/v1/lane-rules'>['items'][number];
type Body = BodyOf<'post', '/v1/lane-rules/replay'>;
type Draft = NonNullable<Body['rules']>[number];
type Outcome = AnswerOf<'post', '/v1/lane-rules/replay'>;

interface Props {
  readonly rules: readonly Rule[];
  /** The rule whose place the tried one takes; null where a new one is tried. */
  readonly tried: Rule | null;
  readonly days: { readonly from: string; readonly to: string };
  readonly onClose: () => void;
}

const draftOf = (rule: Rule | null): Draft => ({
  rule: rule?.rule ?? '',
  colour: (rule?.colour ?? 'yellow') as Draft['colour'],
  priority: rule?.priority ?? 100,
  conditions: (rule?.conditions ?? {}) as Conditions,
});

/** What past submissions would have drawn by other rules: one that is tried, and without those that are left out. Nothing of it is kept. */
export function ReplayDialog({ rules, tried, days, onClose }: Props) {
  const t = useT();
  const [range, setRange] = useState(days);
  const [draft, setDraft] = useState(() => draftOf(tried));
  const [without, setWithout] = useState<readonly string[]>([]);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const replay = async () => {
    setOutcome(null);
    const isTried = draft.rule.trim() !== '';
    const body: Body = {
      ...range,
      ...(isTried ? { rules: [{ ...draft, rule: draft.rule.trim() }] } : {}),
      ...(without.length > 0 ? { without: [...without] } : {}),
    };
    setOutcome((await api.post('/v1/lane-rules/replay', { body })).data);
  };
  return (
    <FormDialog
      title={tried ? t('replay.title-of', { rule: tried.rule }) : t('replay.title')}
      act={t('replay.do')}
      onSubmit={replay}
      onClose={onClose}
      size="wide"
      isDisabled={range.from === '' || range.to === '' || (draft.rule.trim() === '' && without.length === 0)}
    >
      <div className="form-grid">
        <DayField label={t('rules.from')} value={range.from} onChange={(from) => setRange({ ...range, from })} />
        <DayField label={t('rules.to')} value={range.to} onChange={(to) => setRange({ ...range, to })} />
      </div>
      <DraftFields draft={draft} isNamed={tried !== null} onChange={setDraft} />
      <LeftOut rules={rules.filter(({ rule }) => rule !== draft.rule)} without={without} onChange={setWithout} />
      {outcome && <ReplayOutcome outcome={outcome} />}
    </FormDialog>
  );
}

interface DraftProps {
  readonly draft: Draft;
  /** It takes the place of a rule, whose name it has. */
  readonly isNamed: boolean;
  readonly onChange: (draft: Draft) => void;
}

function DraftFields({ draft, isNamed, onChange }: DraftProps) {
  const t = useT();
  return (
    <>
      <div className="form-grid">
        <TextField
          label={t('rules.code')}
          value={draft.rule}
          onChange={(rule) => onChange({ ...draft, rule })}
          {...(isNamed ? {} : { hint: t('replay.name-hint') })}
          isDisabled={isNamed}
          isMono
        />
        <Select
          label={t('rules.colour')}
          choices={LANES.map((id) => ({ id, name: wordOf('lane', id) }))}
          value={draft.colour}
          onChange={(id) => onChange({ ...draft, colour: id as Draft['colour'] })}
        />
        <TextField
          label={t('rules.priority')}
          value={String(draft.priority)}
          onChange={(text) => onChange({ ...draft, priority: Number(text) })}
        />
      </div>
      <ConditionFields conditions={draft.conditions} onChange={(conditions) => onChange({ ...draft, conditions })} />
    </>
  );
}

interface LeftOutProps {
  readonly rules: readonly Rule[];
  readonly without: readonly string[];
  readonly onChange: (without: readonly string[]) => void;
}

function LeftOut({ rules, without, onChange }: LeftOutProps) {
  const t = useT();
  const language = useLanguage();
  const names = [...new Set(rules.map(({ rule }) => rule))];
  if (names.length === 0) return null;
  return (
    <fieldset>
      <legend>{t('replay.without')}</legend>
      <div className="role-choices">
        {names.map((name) => (
          <Checkbox
            key={name}
            isSelected={without.includes(name)}
            onChange={(on) => onChange(on ? [...without, name] : without.filter((one) => one !== name))}
          >
            {rules.find(({ rule }) => rule === name)?.text[language]}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}
