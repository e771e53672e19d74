import type { Dispatch, SetStateAction } from 'react';
import { Button } from '../../../kit/button';
import { Checkbox } from '../../../kit/fields/checkbox';
import { DayField } from '../../../kit/fields/day-field';
import { TextField } from '../../../kit/fields/field';
import { Select } from '../../../kit/fields/select';
import { type BigTable, TABLE_OF_FIELD, useCodeChoices, useCodeNames } from '../../../shared/codes';
import { useMarkets } from '../../../shared/market';
import { useT } from '../../../texts';
import { CodeSearchField } from './code-field';
import { messagesAt, type FormFinding } from './findings';
import './form.css';
import type { HeaderField } from '../../../shared/declaration/field-name';
import { type Header, pointerOf } from './model';
import { PartyField } from './party-field';

interface Props {
  readonly header: Header;
  readonly onChange: Dispatch<SetStateAction<Header>>;
  readonly findings: readonly FormFinding[];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly isReadOnly: boolean;
}

/** The header: one line when it is folded, the fields of the paper form in their order when it is open. */
export function HeaderSection(props: Props) {
  const t = useT();
  const country = useCodeNames('country');
  const { texts, containers } = props.header;
  const count = containers.split('\n').filter((line) => line.trim() !== '').length;
  const line = [
    texts.market,
    texts.customsOffice,
    texts.exitOffice,
    texts.tradeTerms,
    texts.currency,
    texts.tradeCountry && country(texts.tradeCountry),
    [texts['consignor.name'], texts['buyer.name']].filter(Boolean).join(' → '),
    count > 0 && `${t('field.containers')} ${count}`,
  ];
  return (
    <section className="form-header" aria-label={t('page.tab-header')}>
      <div className="form-header-line">
        <Button
          kind="quiet"
          icon={props.isOpen ? 'down' : 'right'}
          onPress={props.onToggle}
          aria-expanded={props.isOpen}
          hint="Alt H"
        >
          {t(props.isOpen ? 'form.header-close' : 'form.header-open')}
        </Button>
        <span className="form-header-summary">{line.filter(Boolean).join(' · ')}</span>
      </div>
      {props.isOpen && <HeaderFields {...props} />}
    </section>
  );
}

/** Which control a field has; everything else is a text. */
/** Fields whose table has thousands of codes. */
const BIG_TABLES: Partial<Record<HeaderField, BigTable>> = {
  customsOffice: 'customs-office',
  exitOffice: 'customs-office',
  exitPort: 'domestic-port',
  portOfDestination: 'port',
};
const REQUIRED: ReadonlySet<HeaderField> = new Set(['reference', 'market']);
const MONO: ReadonlySet<HeaderField> = new Set(['consignor.uscc', 'principal.id', 'billOfLading']);
const ORDER: readonly HeaderField[] = [
  'reference',
  'market',
  'declaredOn',
  'customsOffice',
  'consignor.name',
  'consignor.uscc',
  'exitOffice',
  'exitPort',
  'principal.name',
  'principal.id',
  'contractNumber',
  'tradeTerms',
  'buyer.name',
  'buyer.country',
  'buyer.documentNumber',
  'currency',
  'transportMode',
  'vessel',
  'voyage',
  'billOfLading',
  'tradeCountry',
  'arrivalCountry',
  'portOfDestination',
  'tradeRecord',
  'packages',
  'packageType',
  'grossWeightKg',
  'netWeightKg',
];

function HeaderFields({ header, onChange, findings, isReadOnly }: Props) {
  const t = useT();
  const set = (texts: Header['texts']) => onChange((now) => ({ ...now, texts: { ...now.texts, ...texts } }));
  return (
    <div className="form-header-fields">
      <div className="form-grid">
        {ORDER.map((field) => (
          <HeaderControl key={field} {...{ field, header, set, findings, isReadOnly }} />
        ))}
        {(['freight', 'insurance', 'otherCharges'] as const).map((name) => (
          <Charge key={name} {...{ name, header, set, findings, isReadOnly }} />
        ))}
        <HeaderControl {...{ field: 'remarks' as const, header, set, findings, isReadOnly }} />
        <TextField
          label={t('field.containers')}
          name="/containers"
          rows={2}
          isMono
          value={header.containers}
          onChange={(containers) => onChange((now) => ({ ...now, containers }))}
          isReadOnly={isReadOnly}
          {...messagesAt(findings, '/containers')}
          hint={t('paper.containers-hint')}
        />
        <TextField
          label={t('field.documents')}
          name="/documents"
          rows={2}
          value={header.documents}
          onChange={(documents) => onChange((now) => ({ ...now, documents }))}
          isReadOnly={isReadOnly}
          {...messagesAt(findings, '/documents')}
          hint={t('paper.documents-hint')}
        />
        <Checkbox
          isSelected={header.simplified}
          onChange={(simplified) => onChange((now) => ({ ...now, simplified }))}
          isReadOnly={isReadOnly}
        >
          {t('field.simplified')}
        </Checkbox>
      </div>
    </div>
  );
}

interface ControlProps {
  readonly header: Header;
  readonly set: (texts: Header['texts']) => void;
  readonly findings: readonly FormFinding[];
  readonly isReadOnly: boolean;
}

function HeaderControl({ field, header, set, findings, isReadOnly }: ControlProps & { field: HeaderField }) {
  const t = useT();
  const label = t(`field.${field}`);
  const pointer = pointerOf(field);
  const value = header.texts[field] ?? '';
  const onChange = (text: string) => set({ [field]: text });
  const shared = { label, isDisabled: isReadOnly, isRequired: REQUIRED.has(field), ...messagesAt(findings, pointer) };
  if (field === 'market') return <MarketField {...shared} value={value} onChange={onChange} />;
  if (field === 'declaredOn') return <DayField {...shared} value={value} onChange={onChange} />;
  const table = TABLE_OF_FIELD[field];
  if (table) return <CodeField {...shared} table={table} value={value} onChange={onChange} />;
  const bigTable = BIG_TABLES[field];
  if (bigTable)
    return <CodeSearchField {...shared} table={bigTable} name={pointer} value={value} onChange={onChange} />;
  if (field === 'consignor.name' || field === 'principal.name' || field === 'buyer.name') {
    const role = field.split('.')[0] as 'consignor' | 'principal' | 'buyer';
    return (
      <PartyField
        {...shared}
        role={role}
        name={pointer}
        text={value}
        onText={onChange}
        onParty={({ id, idType, name, country }) => {
          if (role === 'consignor') return set({ 'consignor.name': name, 'consignor.uscc': id });
          if (role === 'principal')
            return set({ 'principal.name': name, 'principal.id': id, 'principal.idType': idType });
          return set({
            'buyer.name': name,
            'buyer.documentNumber': id,
            ...(country ? { 'buyer.country': country } : {}),
          });
        }}
      />
    );
  }
  return <TextField {...shared} name={pointer} value={value} onChange={onChange} isMono={MONO.has(field)} />;
}

type FieldProps = Omit<Parameters<typeof Select>[0], 'choices'>;

function MarketField(props: FieldProps) {
  const markets = useMarkets();
  return <Select {...props} choices={markets.map(({ code, name }) => ({ id: code, name, detail: code }))} />;
}

function CodeField({ table, ...props }: FieldProps & { table: Parameters<typeof useCodeChoices>[0] }) {
  return <Select {...props} choices={useCodeChoices(table)} />;
}

/** How much, and how it is counted; in one place of the grid. */
function Charge({
  name,
  header,
  set,
  findings,
  isReadOnly,
}: ControlProps & { name: 'freight' | 'insurance' | 'otherCharges' }) {
  const t = useT();
  const marks = name === 'freight' ? (['rate', 'perTonne', 'total'] as const) : (['rate', 'total'] as const);
  const field = (part: 'mark' | 'value' | 'currency') => `${name}.${part}` as HeaderField;
  const label = t(`field.${name}`);
  return (
    <div className="form-charge">
      <TextField
        label={label}
        name={`/${name}/value`}
        value={header.texts[field('value')] ?? ''}
        onChange={(value) =>
          set({ [field('value')]: value, ...(header.texts[field('mark')] ? {} : { [field('mark')]: 'total' }) })
        }
        isDisabled={isReadOnly}
        {...messagesAt(findings, `/${name}`)}
      />
      <Select
        label={t(`field.${name}.mark`)}
        choices={marks.map((id) => ({ id, name: t(`mark.${id}`) }))}
        value={header.texts[field('mark')] ?? null}
        onChange={(mark) => set({ [field('mark')]: mark })}
        isDisabled={isReadOnly}
      />
    </div>
  );
}
