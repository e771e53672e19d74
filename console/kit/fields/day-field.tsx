import { type CalendarDate, parseDate } from '@internationalized/date';
import { DateField, DateInput, DateSegment, I18nProvider, Label, useLocale } from 'react-aria-components';
import './day-field.css';
import { type FieldMessages, Messages } from './field';

interface Props extends FieldMessages {
  readonly label: string;
  /** YYYY-MM-DD, or nothing. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly isLabelHidden?: boolean;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
}

const parsed = (text: string): CalendarDate | null => {
  try {
    return text === '' ? null : parseDate(text);
  } catch {
    return null;
  }
};

/** In English two orders of day and month are in use; with the year first there is one. */
const YEAR_FIRST = 'en-CA';

/** A day, typed part by part; arrows count. */
export function DayField(props: Props) {
  const { locale } = useLocale();
  return (
    <I18nProvider locale={locale.startsWith('en') ? YEAR_FIRST : locale}>
      <Day {...props} />
    </I18nProvider>
  );
}

function Day({ label, value, onChange, isLabelHidden, errors, warnings, hint, ...rest }: Props) {
  return (
    <DateField
      className="field day-field"
      value={parsed(value)}
      onChange={(day) => onChange(day?.toString() ?? '')}
      isInvalid={(errors?.length ?? 0) > 0}
      isDisabled={rest.isDisabled ?? false}
      shouldForceLeadingZeros
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      {!isLabelHidden && (
        <Label>
          {label}
          {rest.isRequired && <span className="field-required"> *</span>}
        </Label>
      )}
      <DateInput className="input day-input">
        {(segment) => <DateSegment segment={segment} className="day-segment" />}
      </DateInput>
      <Messages errors={errors} warnings={warnings} hint={hint} />
    </DateField>
  );
}
