// The hallway on the page's side: sees a clerk's act before the page does, has it judged, holds it, reminds, lets it go.
// It promises that no failure of ours keeps the clerk from working, and that none goes unrecorded.
import { snapshot } from '@/lib/adapters';
import { bookOf, createActs } from './acts';
import { createConductor } from './conduct';
import type { Snap } from './conduct';
import type { WatchDeps } from './deps';
import { createDesk } from './desk';
import { createElsewhere } from './elsewhere';
import { createHolder } from './hold';
import { createIntake } from './intake';
import { createPages } from './pages';
import { createPreview } from './preview';
import { createReleaser } from './release';
import { createReporter } from './report';
import { createRequests } from './requests';
import { createSignals, isSignal } from './signals';

export function createWatch(deps: WatchDeps): void {
  const { door, port } = deps;
  const book = bookOf(deps.win);
  const acts = createActs(book);
  const pages = createPages(deps, (now) => {
    report.page(now);
    preview.turn(now.kind === 'page' ? now.known : undefined);
  });
  const desk = createDesk(deps, pages.language, (act, at, decision) => preview.afterwards(act, at.control, decision));
  const report = createReporter(deps, desk, pages);
  const snap: Snap = (...of) => pages.recalling(() => snapshot(...of));
  const preview = createPreview(deps, desk, pages, snap);
  const releaser = createReleaser(door.channel, snap);
  const holder = createHolder(deps, desk, createElsewhere(deps, desk));
  const conductor = createConductor(deps, { acts, desk, holder, releaser, snap, foreseen: preview.foreseen });
  const intake = createIntake(deps, { book, pages, desk, conductor });
  const requests = createRequests(deps, { pages, desk, conductor, intake });
  const heard = createSignals(deps, { pages, desk, conductor, preview, intake, requests });

  const missed = door.enter({
    event(event) {
      if (intake.isOurs(event) || deps.surface()?.take?.(event) || !isSignal(event)) return;
      // Reloaded under this page: nobody is left to judge or to record.
      if (port.alive()) heard(event);
      else door.leave();
    },
    asked: (question, asked, form) =>
      question === 'peek' ? !requests.isInteresting(asked) : requests.mayGo(asked, form),
  });
  for (let n = 0; n < missed; n++) desk.gap('briefing_late');
}
