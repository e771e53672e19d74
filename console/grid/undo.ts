/** What can be undone and done again. Each step holds the whole state: rows share what did not change, so a step costs little. */
export interface History<State> {
  readonly past: readonly Step<State>[];
  readonly present: State;
  readonly future: readonly Step<State>[];
}

interface Step<State> {
  readonly state: State;
  /** What was done, for the status line and the button. */
  readonly label: string;
}

const STEPS_MAX = 200;

export const historyOf = <State>(present: State): History<State> => ({ past: [], present, future: [] });

/** The state after something was done; doing something new forgets what was undone. */
export function record<State>(history: History<State>, state: State, label: string): History<State> {
  if (state === history.present) return history;
  const past = [...history.past, { state: history.present, label }].slice(-STEPS_MAX);
  return { past, present: state, future: [] };
}

/** The state changed by somebody else (the service's answer, another window): nothing of it is undone by this person. */
export const replaced = <State>(history: History<State>, present: State): History<State> => ({ ...history, present });

export function undo<State>(history: History<State>): History<State> {
  const step = history.past.at(-1);
  if (step === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: step.state,
    future: [{ state: history.present, label: step.label }, ...history.future],
  };
}

export function redo<State>(history: History<State>): History<State> {
  const [step, ...future] = history.future;
  if (step === undefined) return history;
  return { past: [...history.past, { state: history.present, label: step.label }], present: step.state, future };
}
