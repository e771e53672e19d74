import type { Classifier, EventCode, VisitEvent } from './event-codes.js';
import { projectVisitState } from './visit-state.js';
import { affixedSeals, allSeals } from './seals.js';

/** "STUF 08 GTIN 09" as events of one day, each at its hour. */
const events = (story: string, classifier: Classifier = 'ACT'): VisitEvent[] =>
  [...story.matchAll(/(\w{4}) (\d\d)/g)].map(([, code, hour]) => ({
    code: code as EventCode,
    classifier,
    eventTime: at(hour ?? ''),
  }));
const at = (hour: string): string => `2026-11-18T${hour}:00:00.000Z`;

describe('the state of a container visit', () => {
  it.each([
    ['nothing known', '', 'planned'],
    ['an empty picked up at a depot', 'PICK 06 GTOT 07', 'left-centre'],
    ['an empty out of a depot, then stuffed', 'GTOT 07 STUF 08', 'stuffed'],
    ['stuffed', 'STUF 08', 'stuffed'],
    ['arrived', 'STUF 08 GTIN 09', 'in-centre'],
    ['an empty out of a depot, now in the centre', 'GTOT 07 STUF 08 GTIN 09', 'in-centre'],
    ['arrived, stuffing not reported', 'GTIN 09', 'in-centre'],
    ['delivered and seen by the vessel agent', 'GTIN 09 DROP 10 ARRI 11', 'in-centre'],
    ['selected for scan', 'STUF 08 GTIN 09 CUSS 10', 'inspecting'],
    ['selected before it arrived', 'CUSI 08', 'inspecting'],
    ['selected for inspection', 'STUF 08 GTIN 09 CUSI 10', 'inspecting'],
    ['opened', 'GTIN 09 CUSI 10 STRP 11', 'inspecting'],
    ['opened by whoever has it: no inspection', 'GTIN 09 RMVD 11', 'in-centre'],
    ['resealed but not released', 'GTIN 09 CUSI 10 INSP 11 RSEA 12', 'inspecting'],
    ['re-packed after an inspection', 'STUF 08 GTIN 09 CUSI 10 STRP 11 STUF 12 RSEA 13', 'inspecting'],
    ['released without inspection', 'STUF 08 GTIN 09 CUSR 10', 'released'],
    ['released after inspection', 'GTIN 09 CUSI 10 INSP 11 RSEA 12 CUSR 13', 'released'],
    ['selected again after release', 'GTIN 09 CUSR 10 CUSI 11', 'inspecting'],
    ['released again', 'GTIN 09 CUSR 10 CUSI 11 CUSR 12', 'released'],
    ['selected and released in one minute', 'CUSI 10 CUSR 10', 'released'],
    ['left', 'GTIN 09 CUSR 10 GTOT 12', 'left-centre'],
    ['left without a release', 'GTIN 09 CUSI 10 GTOT 12', 'left-centre'],
    ['back after it had left', 'GTIN 09 CUSR 10 GTOT 12 GTIN 15', 'in-centre'],
    ['back after it was loaded', 'GTIN 09 CUSR 10 GTOT 12 LOAD 13 GTIN 15', 'in-centre'],
    ['back after it was loaded, its leaving not reported', 'GTIN 09 CUSR 10 LOAD 13 GTIN 15', 'in-centre'],
    ['back after it was shut out', 'GTIN 09 CUSR 10 GTOT 12 LOAD 13 DISC 14 GTIN 15', 'in-centre'],
    ['back, its first arrival not reported', 'CUSR 10 GTOT 12 GTIN 15', 'in-centre'],
    ['back and released again', 'GTIN 09 CUSR 10 GTOT 12 GTIN 15 CUSR 16', 'released'],
    ['back and gone again', 'GTIN 09 CUSR 10 GTOT 12 GTIN 15 CUSR 16 GTOT 17', 'left-centre'],
    ['back and selected', 'GTIN 09 CUSR 10 GTOT 12 GTIN 15 CUSI 16', 'inspecting'],
    ['back though its inspection was never done', 'GTIN 09 CUSI 10 GTOT 12 GTIN 15', 'inspecting'],
    ['back after an inspection that was done', 'GTIN 09 CUSI 10 INSP 11 RSEA 11 CUSR 11 GTOT 12 GTIN 15', 'in-centre'],
    ['twice in the centre at one minute', 'GTIN 09 GTIN 12 GTOT 12', 'left-centre'],
    ['on board after the gate of the port', 'GTIN 09 CUSR 10 GTOT 12 GTIN 15 LOAD 16', 'loaded'],
    ['out of the place where it was stuffed', 'STUF 08 CUSR 08 PICK 08 GTIN 10', 'released'],
    ['loaded', 'GTIN 09 CUSR 10 GTOT 12 LOAD 16', 'loaded'],
    ['shut out', 'GTIN 09 CUSR 10 GTOT 12 LOAD 16 DISC 17', 'left-centre'],
    ['loaded on the next vessel', 'GTOT 12 LOAD 16 DISC 17 LOAD 18', 'loaded'],
    ['departed', 'GTOT 12 LOAD 16 DEPA 20', 'departed'],
    ['departed, nothing else reported', 'DEPA 20', 'departed'],
    ['unpacked at its destination', 'STUF 08 LOAD 16 DEPA 20 ARRI 21 DISC 22 STRP 23', 'departed'],
  ])('%s', (_, story, status) => {
    expect(projectVisitState(events(story)).status).toBe(status);
  });

  it('takes the first stuffing, the first gate-in and the first release', () => {
    const state = projectVisitState(events('STUF 08 STUF 12 GTIN 09 GTIN 15 CUSR 10 CUSR 11'));
    expect(state).toMatchObject({ stuffedAt: at('08'), arrivedAt: at('09'), releasedAt: at('10') });
  });

  it('shows an opening until it is resealed, and a second one anew', () => {
    expect(projectVisitState(events('RMVD 10 STRP 11 INSP 12'))).toMatchObject({
      openedAt: at('10'),
      resealedAt: null,
    });
    expect(projectVisitState(events('STRP 11 RSEA 12'))).toMatchObject({ openedAt: at('11'), resealedAt: at('12') });
    expect(projectVisitState(events('STRP 11 RSEA 12 INSP 13'))).toMatchObject({
      openedAt: at('13'),
      resealedAt: null,
    });
  });

  it('takes a release away when the container is selected again', () => {
    const state = projectVisitState(events('CUSI 08 CUSR 10 CUSI 11'));
    expect(state).toMatchObject({ inspectionOrderedAt: at('11'), releasedAt: null });
  });

  it('takes the loading that led to the voyage', () => {
    expect(projectVisitState(events('LOAD 10 DISC 11 LOAD 12')).loadedAt).toBe(at('12'));
    expect(projectVisitState(events('LOAD 10 DISC 11')).loadedAt).toBeNull();
    expect(projectVisitState(events('LOAD 10 DEPA 12 DISC 20')).loadedAt).toBe(at('10'));
  });

  it('does not let the port of destination rewrite what happened here', () => {
    const abroad = projectVisitState(events('STUF 08 DEPA 12 CUSI 13 STRP 14 RSEA 15 CUSR 16 GTIN 17'));
    expect(abroad).toMatchObject({ inspectionOrderedAt: null, openedAt: null, releasedAt: null, arrivedAt: null });
  });

  it('builds nothing on estimates and plans', () => {
    const expected = [...events('STUF 08'), ...events('GTIN 09 CUSR 10', 'EST'), ...events('DEPA 12', 'PLN')];
    expect(projectVisitState(expected)).toEqual(projectVisitState(events('STUF 08')));
  });
});

describe('the seals of a visit', () => {
  const sealed = (story: string, seal: string | null, classifier: Classifier = 'ACT') =>
    events(story, classifier).map((event) => ({ ...event, seal }));

  it('come from stuffing and resealing, oldest first, each once', () => {
    const known = [
      ...sealed('RSEA 12', 'S2'),
      ...sealed('STUF 08', 'S1'),
      ...sealed('RSEA 13', 'S1'),
      ...sealed('RSEA 14', null),
    ];
    expect(affixedSeals(known)).toEqual(['S1', 'S2']);
  });

  it('do not come from a gate that reads one, nor from a plan', () => {
    expect(affixedSeals([...sealed('GTIN 09', 'S9'), ...sealed('STUF 08', 'S8', 'PLN')])).toEqual([]);
  });

  it('stand behind those given with the shipment, and stay as they are when given back', () => {
    const known = [...sealed('STUF 08', 'S1'), ...sealed('RSEA 12', 'S2')];
    const all = allSeals(['H1', 'S1'], known);
    expect(all).toEqual(['H1', 'S1', 'S2']);
    expect(allSeals(all, known)).toEqual(all);
  });
});
