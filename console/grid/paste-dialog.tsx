import { Button } from '../kit/button';
import { Checkbox } from '../kit/fields/checkbox';
import { Dialog } from '../kit/overlays/dialog';
import { useT } from '../texts';
import { headOf } from './columns';
import { PasteChanges, PasteProblems } from './paste-findings';
import { spannedGaps, type PastePlace } from './paste';
import { GOODS_FIELDS, type GoodsField } from './rows';
import type { PasteDecision } from './use-clipboard';
import { type PasteProps, type PasteState, usePaste } from './use-paste';

interface PasteDialogProps extends PasteProps {
  readonly onDone: (decision: PasteDecision | null) => void;
}

const SHOWN = 5;

/** What a block will become, before it is put in: which column is what, what is read otherwise, what needs a look. */
export function PasteDialog(props: PasteDialogProps) {
  const t = useT();
  const { block, onDone } = props;
  const state = usePaste(props);
  const { reading, plan, place, counted } = state;
  const foot = (
    <>
      <span className="foot-left">
        <Checkbox isSelected={state.onlyClean} onChange={state.setOnlyClean}>
          {t('paste.only-clean')}
        </Checkbox>
      </span>
      <Button hint="Esc" onPress={() => onDone(null)}>
        {t('paste.cancel')}
      </Button>
      <Button kind="primary" hint="Enter" type="submit" form="paste" autoFocus isDisabled={reading.rows.length === 0}>
        {t('paste.do', { count: reading.rows.length })}
      </Button>
    </>
  );
  return (
    <Dialog
      title={t('paste.title', { rows: counted, columns: block[0]?.length ?? 0 })}
      isOpen
      size="wide"
      onClose={() => onDone(null)}
      closeLabel={t('paste.cancel')}
      foot={foot}
    >
      <form
        id="paste"
        className="paste"
        onSubmit={(event) => {
          event.preventDefault();
          onDone({ rows: reading.rows, plan, place });
        }}
      >
        <Where {...props} state={state} />
        <Preview block={block} state={state} />
        <PasteProblems reading={reading} state={state} gaps={spannedGaps(state.gaps)} />
        <PasteChanges changed={reading.changed} />
      </form>
    </Dialog>
  );
}

function Where({ at, state }: PasteDialogProps & { state: PasteState }) {
  const t = useT();
  const places: readonly [PastePlace, string][] = [
    ['append', t('paste.append')],
    ['overwrite', t('paste.overwrite', { line: at + 1 })],
    ['replace', t('paste.replace')],
  ];
  return (
    <div className="paste-where">
      <Checkbox isSelected={state.plan.hasHeader} onChange={state.setHeader}>
        {t('paste.has-header')}
      </Checkbox>
      <fieldset>
        <legend>{t('paste.where')}</legend>
        {places.map(([place, text]) => (
          <label key={place}>
            <input
              type="radio"
              name="paste-place"
              checked={state.place === place}
              onChange={() => state.setPlace(place)}
            />
            {text}
          </label>
        ))}
      </fieldset>
    </div>
  );
}

function Preview({ block, state }: { block: readonly (readonly string[])[]; state: PasteState }) {
  const t = useT();
  const { plan } = state;
  const lines = plan.hasHeader ? block.slice(1) : block;
  const heads = block[0] ?? [];
  return (
    <div
      className="paste-preview"
      tabIndex={0}
      role="group"
      aria-label={t('paste.preview', { count: Math.min(SHOWN, lines.length) })}
    >
      <table>
        <caption>{t('paste.preview', { count: Math.min(SHOWN, lines.length) })}</caption>
        <thead>
          <tr>
            {plan.columns.map((field, index) => (
              <th key={index} scope="col">
                <select
                  aria-label={
                    plan.hasHeader
                      ? heads[index] || t('paste.column', { number: index + 1 })
                      : t('paste.column', { number: index + 1 })
                  }
                  className={field === null ? 'skipped' : undefined}
                  value={field ?? ''}
                  onChange={(event) =>
                    state.setColumn(index, event.target.value === '' ? null : (event.target.value as GoodsField))
                  }
                >
                  <option value="">{t('paste.skip')}</option>
                  {GOODS_FIELDS.map((each) => (
                    <option key={each} value={each}>
                      {t(headOf(each))}
                    </option>
                  ))}
                </select>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.slice(0, SHOWN).map((cells, row) => (
            <tr key={row}>
              {plan.columns.map((field, index) => (
                <td key={index} className={field === null ? 'skipped' : undefined}>
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
