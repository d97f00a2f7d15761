import type { ActionSpec, Ask, Calendar, Flag, LevelScheme, Verdict } from '@/lib/model';
import { indexRules, judge, sift } from '@/lib/rules';
import type { HistoryEvent, PackedRule } from '@/lib/rules';
import { midnight } from '@/lib/rules/days';
import type { SimulatedAct } from '@/tools/simulate';
import { createPast } from '@/lib/rules/past';
import type { Past } from '@/lib/rules/past';
import { createTimers } from '@/lib/rules/matters';
import type { Timers } from '@/lib/rules/matters';

/** Whose records history is counted from. */
export type View = 'all' | 'desk';

/** Something a rule said of an act: before it, after it, or by timer of the matter it began. */
export interface Said {
  rule: string;
  act: string;
  /** Epoch ms. */
  at: number;
  when: Flag['when'];
  ask: Ask;
  clerk: string;
  post: string;
  /** Put before the clerk; false: only journalled, because the day's budget was spent. */
  shown: boolean;
  /** Shown if there were no budget. */
  shownFreely: boolean;
  /** The same rule, matter and values as before, within a day. */
  isRepeat: boolean;
  /** One reminder for all that was said at once. */
  reminder: string;
  /** Earlier acts the rule rests on, by id. */
  restsOn: string[];
}

export interface Office {
  rules: readonly PackedRule[];
  scheme: LevelScheme;
  calendar: Calendar;
  actions: readonly ActionSpec[];
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The timer of the extension runs each hour; in a replay twice a working day are enough to tell a matter within a day. */
const TICKS = [9 * HOUR, 17 * HOUR];

/**
 * Plays a year through the engine, act by act in the order of time, and gives what was said of each. Open loop: an act that was
 * asked about goes on all the same.
 */
export function* replay(
  acts: Iterable<SimulatedAct>,
  office: Office,
  view: View,
): Iterable<{ act?: SimulatedAct; said: Said[] }> {
  const rooms = new Map<string, Room>();
  const roomOf = (desk: string): Room => {
    const id = view === 'all' ? '' : desk;
    const room = rooms.get(id) ?? openRoom(office);
    rooms.set(id, room);
    return room;
  };
  const ids: string[] = [];
  const chips = createChips(ids);
  const who = new Map<string, SimulatedAct>();
  const index = indexRules(office.rules, office.actions);
  let ticked = 0;
  for (const act of acts) {
    for (const at of ticksUntil(ticked, act.event.at)) {
      ticked = at;
      const said = [...rooms.values()]
        .flatMap(({ timers }) => timers.tick(at))
        .flatMap(({ flag, begun }) => {
          const began = who.get(begun.id);
          return began ? [{ flag, began }] : [];
        });
      if (said.length) yield { said: said.map(({ flag, began }) => chips.timer(flag, began, at)) };
    }
    const { past, timers } = roomOf(act.desk);
    const verdict = judge({
      ...office,
      event: act.event,
      rules: index.rulesFor(act.event.action),
      facts: past.facts,
      deskOnly: view === 'desk',
    });
    const said = chips.remind(act, verdict);
    const event = historyOf(act, ids.push(act.event.id) - 1);
    past.add(event);
    timers.add(event);
    who.set(act.event.id, act);
    yield { act, said };
  }
}

interface Room {
  past: Past;
  timers: Timers;
}
const openRoom = (office: Office): Room => ({
  past: createPast(office.rules, office),
  timers: createTimers(office.rules, office),
});

function ticksUntil(last: number, at: number): number[] {
  const day = midnight(Math.floor((at + 8 * HOUR) / DAY));
  return TICKS.map((hour) => day + hour).filter((tick) => tick > last && tick <= at);
}

function historyOf({ event, desk }: SimulatedAct, seq: number): HistoryEvent {
  const { id, action, at, fields, login, dwellMs, pageChars } = event;
  return { seq, id, action, at, fields, desk, login, dwellMs, pageChars };
}

/** What clerks have been shown today, with the budget and without. */
function createChips(ids: readonly string[]) {
  const opened = new Map<string, number>();
  const seen = new Map<string, number>();

  const dayOf = (act: { clerk: string }, at: number): string => `${act.clerk} ${Math.floor((at + 8 * HOUR) / DAY)}`;
  const isRepeat = (flag: Flag, act: SimulatedAct, at: number): boolean => {
    const key = `${act.clerk} ${flag.dedupe}`;
    const before = seen.get(key);
    seen.set(key, at);
    return before !== undefined && at - before < DAY;
  };
  const isChip = (flag: Flag): boolean => flag.ask === 'notice' || flag.ask === 'acknowledge';

  function say(verdict: Verdict, act: SimulatedAct, at: number, reminder: string): Said[] {
    const day = dayOf(act, at);
    const openedToday = opened.get(day) ?? 0;
    // Every act goes through, so no answer silences the next: dedupe has nothing to do here, and repeats are counted.
    const { show, kept } = sift(verdict, { at, answered: [], openedToday });
    if (show.some(isChip)) opened.set(day, openedToday + 1);
    const line = (flag: Flag, shown: boolean): Said => ({
      rule: flag.rule,
      act: act.event.id,
      at,
      when: flag.when,
      ask: flag.ask,
      clerk: act.clerk,
      post: act.post,
      shown,
      shownFreely: flag.ask !== 'observe',
      isRepeat: isRepeat(flag, act, at),
      reminder,
      restsOn: (flag.evidence ?? []).flatMap((seq) => ids[seq] ?? []),
    });
    return [...show.map((flag) => line(flag, true)), ...kept.map((flag) => line(flag, false))];
  }

  return {
    remind: (act: SimulatedAct, verdict: Verdict): Said[] => say(verdict, act, act.event.at, act.event.id),
    timer: (flag: Flag, act: SimulatedAct, at: number): Said => {
      const [said] = say({ flags: [flag], undetermined: [], judged: 1 }, act, at, `${flag.rule} ${act.clerk} ${at}`);
      if (!said) throw new Error('a flag is shown or kept');
      return said;
    },
  };
}
