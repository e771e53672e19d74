import { useEffect, useRef, useState } from 'react';
import type { Board } from './board-feed';

const STORED = 'loomgate.board.sound';
const PITCH_HZ = 528;
const LENGTH_S = 0.4;

/** One soft tone when something of level day has become overdue; off until somebody switches it on. */
export function useTone(board: Board | null): { isOn: boolean; toggle: () => void } {
  const [isOn, setOn] = useState(() => localStorage.getItem(STORED) === 'on');
  const overdue = board?.openItems.overdue ?? null;
  const before = useRef(overdue);
  useEffect(() => {
    const isMore = overdue !== null && before.current !== null && overdue > before.current;
    before.current = overdue;
    if (isMore && isOn) play();
  }, [overdue, isOn]);
  const toggle = (): void => {
    localStorage.setItem(STORED, isOn ? 'off' : 'on');
    setOn(!isOn);
    if (!isOn) play();
  };
  return { isOn, toggle };
}

function play(): void {
  const audio = new AudioContext();
  const [tone, volume] = [audio.createOscillator(), audio.createGain()];
  tone.frequency.value = PITCH_HZ;
  volume.gain.setValueAtTime(0.08, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + LENGTH_S);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + LENGTH_S);
  tone.onended = () => void audio.close();
}
