// A frame too small for the dialog has it drawn by the tab's top frame. The act stays where it was made: only the view travels
// there and the answer back, through the worker.
import type { HoldOutcome, HoldView, Shown } from '@/lib/model';
import { caseOpener } from './case';
import type { WatchDeps } from './deps';
import type { Desk } from './desk';

/** CSS px a hold needs at least. */
const ROOM = { width: 560, height: 480 };
interface Drawn {
  close(): void;
  back?(): void;
}
type Ended = (outcome: HoldOutcome, shown: Shown | undefined) => void;
export interface Elsewhere {
  needed(): boolean;
  /** undefined: the top frame cannot draw it. */
  draw(view: HoldView, ended: Ended): Promise<Drawn | undefined>;
  /** A dialog stands in this frame, or no longer does: going back in the desktop's overlay ends it. */
  stands(id: string, handle: Drawn | undefined): void;
}

export function createElsewhere(deps: WatchDeps, desk: Desk): Elsewhere {
  const { win, port, signal } = deps;
  const isTop = win.parent === win;
  const waiting = new Map<string, Ended>();
  const standing = new Map<string, Drawn>();

  port.listen((name, body) => {
    if (name === 'hold.elsewhere' && isTop) {
      const { view } = body as { view: HoldView };
      void show(view);
      return { ok: true };
    }
    if (name === 'hold.elsewhere.close' && isTop) {
      close((body as { id: string }).id);
      return { ok: true };
    }
    if (name === 'hold.back') standing.get((body as { id: string }).id)?.back?.();
    if (name === 'hold.elsewhere.outcome') {
      const { id, outcome, shown } = body as { id: string; outcome: HoldOutcome; shown?: Shown };
      waiting.get(id)?.(outcome, shown);
      waiting.delete(id);
    }
    return undefined;
  }, signal);

  function close(id: string): void {
    standing.get(id)?.close();
    standing.delete(id);
  }
  async function show(view: HoldView): Promise<void> {
    const surface = await desk.surface();
    close(view.id);
    if (!surface) return;
    const { anchor: _ofAnotherFrame, lit: _likewise, ...placed } = view;
    const handle = surface.showHold(placed, {
      outcome: (outcome, shown) => {
        standing.delete(view.id);
        port.send('hold.elsewhere.outcome', { id: view.id, outcome, shown }).catch(() => undefined);
      },
      draft: (text) => {
        port.send('draft.keep', { event: view.id, text: text.slice(0, 2000) }).catch(() => undefined);
      },
      second: (person) => port.send('second.ask', { event: view.id, person }),
      matter: caseOpener(port),
      opened: () => undefined,
      suppressed: (shown) => desk.unseen(view.id, shown),
    });
    standing.set(view.id, handle);
  }

  return {
    stands: (id, handle) => {
      if (handle) standing.set(id, handle);
      else standing.delete(id);
    },
    needed: () => !isTop && (win.innerWidth < ROOM.width || win.innerHeight < ROOM.height),
    async draw(view, ended) {
      waiting.set(view.id, ended);
      const reply: unknown = await port.send('hold.elsewhere', { view }).catch(() => undefined);
      if (!reply) {
        waiting.delete(view.id);
        return undefined;
      }
      return {
        close: () => {
          if (waiting.delete(view.id)) port.send('hold.elsewhere.close', { id: view.id }).catch(() => undefined);
        },
      };
    },
  };
}
