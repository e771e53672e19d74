import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import type { AnswerOf, Schemas } from '../../../api/types';
import { DayField } from '../../../kit/fields/day-field';
import { TextField } from '../../../kit/fields/field';
import { Select } from '../../../kit/fields/select';
import { today } from '../../../shared/format';
import { FormDialog } from '../../../shared/form-dialog';
import { LANES, wordOf } from '../../../shared/trade';
import { useT } from '../../../texts';
import { ConditionFields, type Conditions } from './lane-conditions';

type Rule = AnswerOf<'get', '/v1/lane-rules'>['items'][number];
type Body = Schemas['AddLaneRule'];

/** A new rule, or the next version of one: every condition that is given must hold. It begins today at the earliest. */
export function LaneRuleDialog({ rule, onClose }: { rule: Rule | null; onClose: () => void }) {
  const t = useT();
  const [name, setName] = useState(rule?.rule ?? '');
  const [colour, setColour] = useState<Body['colour']>((rule?.colour as Body['colour'] | undefined) ?? 'yellow');
  const [priority, setPriority] = useState(String(rule?.priority ?? 100));
  const [validFrom, setFrom] = useState(today);
  const [validTo, setTo] = useState('');
  const [words, setWords] = useState({ ...(rule?.text ?? { zh: '', en: '' }), source: rule?.source ?? '' });
  const [conditions, setConditions] = useState<Conditions>((rule?.conditions ?? {}) as Conditions);
  const save = async () => {
    const body: Body = {
      rule: name.trim(),
      version: (rule?.version ?? 0) + 1,
      validFrom,
      ...(validTo ? { validTo } : {}),
      colour,
      priority: Number(priority),
      conditions,
      text: { zh: words.zh, en: words.en },
      source: words.source,
    };
    await api.post('/v1/lane-rules', { body });
    await refreshed('/v1/lane-rules');
    onClose();
  };
  return (
    <FormDialog
      title={rule ? t('rules.lane-version', { rule: rule.rule, version: rule.version + 1 }) : t('rules.lane-new')}
      act={t('rules.dates-save')}
      onSubmit={save}
      onClose={onClose}
      size="wide"
      isDisabled={[name, ...Object.values(words)].some((text) => text.trim() === '')}
    >
      <div className="form-grid">
        <TextField
          label={t('rules.code')}
          value={name}
          onChange={setName}
          isDisabled={rule !== null}
          isMono
          isRequired
        />
        <Select
          label={t('rules.colour')}
          choices={LANES.map((id) => ({ id, name: wordOf('lane', id) }))}
          value={colour}
          onChange={(id) => setColour(id as Body['colour'])}
        />
        <TextField label={t('rules.priority')} value={priority} onChange={setPriority} />
        <DayField label={t('rules.from')} value={validFrom} onChange={setFrom} />
        <DayField label={t('rules.to')} value={validTo} onChange={setTo} />
      </div>
      <ConditionFields conditions={conditions} onChange={setConditions} />
      <RuleWords words={words} onChange={setWords} />
    </FormDialog>
  );
}

type Words = Readonly<Record<'zh' | 'en' | 'source', string>>;
const LABELS = { zh: 'rules.text-zh', en: 'rules.text-en', source: 'rules.source' } as const;

/** What officers read of it, in both languages, and on what it rests. */
function RuleWords({ words, onChange }: { words: Words; onChange: (words: Words) => void }) {
  const t = useT();
  return (['zh', 'en', 'source'] as const).map((part) => (
    <TextField
      key={part}
      label={t(LABELS[part])}
      value={words[part]}
      onChange={(text) => onChange({ ...words, [part]: text })}
      isRequired
    />
  ));
}
