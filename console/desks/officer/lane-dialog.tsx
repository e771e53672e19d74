import { useState } from 'react';
import { api } from '../../api/client';
import { refreshed } from '../../api/query';
import { Button } from '../../kit/button';
import { Dialog } from '../../kit/overlays/dialog';
import { TextField } from '../../kit/fields/field';
import { Notice } from '../../kit/states';
import { FailureNotice } from '../../shared/failure';
import { LANES, LaneTag, wordOf } from '../../shared/trade';
import { showToast } from '../../kit/overlays/toast';
import { useT } from '../../texts';
import type { DecisionSubject } from './decide';

interface Props {
  readonly subjects: readonly DecisionSubject[];
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

const finish = (onDone: (() => void) | undefined, onClose: () => void): void => {
  onDone?.();
  onClose();
};

const nameOf = (subjects: readonly DecisionSubject[], id: string): string =>
  subjects.find((one) => one.id === id)?.reference ?? id;

type Colour = (typeof LANES)[number];

/** More control holds at once; less control waits for the second officer. The service answers which it was. */
export function LaneDialog({ subjects, onClose, onDone }: Props) {
  const t = useT();
  const [colour, setColour] = useState<Colour | null>(null);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [skipped, setSkipped] = useState<readonly string[] | null>(null);
  const isReady = colour !== null && reason.trim() !== '';
  const submit = async (): Promise<void> => {
    if (colour === null) return;
    try {
      const changes = subjects.map(({ id }) => ({ declarationId: id, colour, reason: reason.trim() }));
      const { data } = await api.post('/v1/lane-changes', { body: { changes } });
      await refreshed('/v1/declarations');
      const count = (result: string): number => data.results.filter((one) => one.result === result).length;
      const counts = { changed: count('changed'), pending: count('pending'), unchanged: count('unchanged') };
      showToast({ tone: 'done', text: t('lane.changed', counts) });
      const rest = data.results.filter(({ result }) => result === 'skipped');
      if (rest.length === 0) return finish(onDone, onClose);
      setSkipped(
        rest.map(({ declarationId, why }) => `${nameOf(subjects, declarationId)}: ${wordOf('skipped', why ?? '')}`),
      );
    } catch (failure) {
      setError(failure);
    }
  };
  const foot = (
    <>
      <Button hint="Esc" onPress={onClose}>
        {t('act.cancel')}
      </Button>
      <Button kind="primary" type="submit" form="lane" isDisabled={!isReady}>
        {t('lane.do', { count: subjects.length })}
      </Button>
    </>
  );
  return (
    <Dialog
      title={t('lane.title', { count: subjects.length })}
      isOpen
      onClose={onClose}
      closeLabel={t('act.close')}
      foot={foot}
    >
      <form
        id="lane"
        className="form-stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void submit();
        }}
      >
        <FailureNotice error={error} />
        <Skipped texts={skipped} />
        <Colours colour={colour} onChange={setColour} />
        <p className="dim">{t('lane.rule')}</p>
        <TextField label={t('decide.reason')} value={reason} onChange={setReason} isRequired maxLength={500} />
      </form>
    </Dialog>
  );
}

function Colours({ colour, onChange }: { colour: Colour | null; onChange: (colour: Colour) => void }) {
  const t = useT();
  return (
    <fieldset className="lane-choice">
      <legend>{t('lane.to')}</legend>
      {LANES.map((each, index) => (
        <label key={each}>
          <input
            type="radio"
            name="lane"
            checked={colour === each}
            autoFocus={index === 0}
            onChange={() => onChange(each)}
          />
          <LaneTag colour={each} />
        </label>
      ))}
    </fieldset>
  );
}

function Skipped({ texts }: { texts: readonly string[] | null }) {
  if (texts === null) return null;
  return (
    <Notice tone="warning">
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Notice>
  );
}
