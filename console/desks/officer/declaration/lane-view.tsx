import { useState } from 'react';
import { api } from '../../../api/client';
import { refreshed } from '../../../api/query';
import { tagOf } from '../../../api/tag';
import { Button } from '../../../kit/button';
import { Icon } from '../../../kit/icon';
import { Notice } from '../../../kit/states';
import { FailureNotice } from '../../../shared/failure';
import { grouped, shortDay } from '../../../shared/format';
import { Instant, LANES, LaneTag, wordOf } from '../../../shared/trade';
import { useT, useLanguage } from '../../../texts';
import type { Lane } from './declaration-data';

type RuleHits = NonNullable<Lane['reasons'][number]['hits']>;

/** A value that a rule looked at, as it is written. */
function inputText(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join('、');
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  return String(value);
}

/** Why this lane: each rule that matched with what it saw, the one that decides first, and the draw. */
export function LaneReasons({ lane, isShort = false }: { lane: Lane; isShort?: boolean }) {
  const t = useT();
  const language = useLanguage();
  const reasons = [...lane.reasons].sort((one, other) => Number(other.decides) - Number(one.decides));
  return (
    <div className="lane-reasons">
      <p>
        <LaneTag colour={lane.colour} />{' '}
        {lane.drawn === lane.colour ? null : (
          <>
            {t('lane.drawn-was')} <LaneTag colour={lane.drawn} />
          </>
        )}{' '}
        <span className="dim">
          {t('lane.drawn-at')} <Instant at={lane.drawnAt} />
          {lane.submission > 1 ? ` · ${t('lane.submission', { count: lane.submission })}` : ''}
        </span>
      </p>
      {lane.pending ? (
        <Notice tone="warning">{t('lane.pending', { colour: wordOf('lane', lane.pending.colour) })}</Notice>
      ) : null}
      <ul className="reasons">
        {reasons.map(({ rule, version, text, colour, inputs, decides, hits }) => (
          <li key={`${rule} ${version}`} className={decides ? 'reason reason-decides' : 'reason'}>
            <Icon name={decides ? 'check' : 'dot'} />
            <span>
              {decides ? t('lane.decides') : t('lane.also')} {text[language]} <span className="dim">v{version}</span>
              {decides ? null : <> ({wordOf('lane', colour)})</>}
            </span>
            {isShort ? null : (
              <span className="dim">
                {Object.entries(inputs as Record<string, unknown>)
                  .map(([name, value]) => `${wordOf('input', name)} ${inputText(value)}`)
                  .join('；')}
              </span>
            )}
            {isShort || hits === null ? null : <Hits hits={hits} />}
          </li>
        ))}
        {reasons.length === 0 ? <li className="dim">{t('lane.no-rule')}</li> : null}
      </ul>
      {lane.random ? (
        <p className="dim">{t('lane.random', { rate: lane.random.rate, value: lane.random.value })}</p>
      ) : null}
    </div>
  );
}

/** What came of the rule lately, so that it is known how much its reason is worth. */
function Hits({ hits: { from, to, judged, hits, looked, differs } }: { hits: RuleHits }) {
  const t = useT();
  const counts = { hits: grouped(hits), judged: grouped(judged), looked: grouped(looked), differs: grouped(differs) };
  return (
    <span className="dim reason-hits">{t('lane.hits', { from: shortDay(from), to: shortDay(to), ...counts })}</span>
  );
}

/** The whole of the lane: reasons, what would have changed it, changes by officers, what was looked at. */
export function LaneView({ lane, id }: { lane: Lane; id: string }) {
  const t = useT();
  return (
    <div className="lane-view">
      <LaneReasons lane={lane} />
      {lane.pending && <Confirmation id={id} pending={lane.pending} revision={lane.revision} />}
      <Checks lane={lane} />
      {lane.changes.length === 0 ? null : (
        <table className="table is-wrapping">
          <caption>{t('lane.changes')}</caption>
          <tbody>
            {lane.changes.map(({ from, to, reason, requestedBy, requestedAt, confirmedBy }) => (
              <tr key={requestedAt}>
                <th scope="row">
                  {wordOf('lane', from)} → {wordOf('lane', to)}
                </th>
                <td>{reason}</td>
                <td>
                  {requestedBy} <Instant at={requestedAt} />
                  {confirmedBy ? ` · ${t('lane.confirmed', { by: confirmedBy })}` : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {lane.counterfactuals.length === 0 ? null : (
        <details>
          <summary>{t('lane.would')}</summary>
          <ul className="reasons">
            {lane.counterfactuals.map(({ input, value, colour }, index) => (
              <li key={index} className="reason">
                <Icon name="dot" />
                <span>
                  {t('lane.if', {
                    input: wordOf('input', input),
                    value: inputText(value),
                    colour: wordOf('lane', colour),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

interface ConfirmationProps {
  readonly id: string;
  readonly pending: NonNullable<Lane['pending']>;
  readonly revision: number;
}

/** Less control holds when a second officer puts the same colour; the one who asked is refused by the service. */
function Confirmation({ id, pending: { colour, reason, requestedBy, requestedAt }, revision }: ConfirmationProps) {
  const t = useT();
  const [error, setError] = useState<unknown>(null);
  const confirm = async (): Promise<void> => {
    setError(null);
    try {
      const body = { colour: colour as (typeof LANES)[number], reason };
      await api.put('/v1/declarations/{id}/lane', { path: { id }, body, ifMatch: tagOf(revision) });
      await refreshed('/v1/declarations', '/v1/todo');
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <FailureNotice error={error} />
      <p>
        {requestedBy} <Instant at={requestedAt} /> {reason}{' '}
        <Button icon="check" onPress={() => void confirm()}>
          {t('lane.confirm', { colour: wordOf('lane', colour) })}
        </Button>
      </p>
    </>
  );
}

function Checks({ lane }: { lane: Lane }) {
  const t = useT();
  if (lane.checks.length === 0) return <p className="dim">{t('lane.no-checks')}</p>;
  return (
    <ul className="reasons">
      {lane.checks.map(({ control, result, note, at, by }) => (
        <li key={`${control} ${at}`} className="reason">
          <Icon name={result === 'conforms' ? 'check-circle' : 'warning'} />
          <span>
            {t('check.said', { control: wordOf('control', control), result: wordOf('check', result) })} {note}
          </span>
          <span className="dim">
            {by} <Instant at={at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
