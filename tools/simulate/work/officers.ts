import type { Day } from '../day';
import { dateAfter } from '../world';
import type { World } from '../world';

/** Discipline officers: warnings sent out and answered, issues opened and closed, warnings confirmed. */
export function officerWork(world: World, day: Day): void {
  const { draw, people } = world;
  const clerk = people.someone('discipline');
  if (draw.chance('a warning is sent out', 0.2)) {
    const at = world.moment(day.number);
    const flag_id = world.number('YJ');
    world.act(at, { clerk, action: 'flag.dispatch', fields: { flag_id, due: at + 10 * 86_400_000 } });
    world.act(world.after(at, draw.around('days until a warning is answered', 4.5, 0.3)), {
      clerk,
      action: 'flag.report',
      fields: { flag_id },
    });
  }
  if (draw.chance('an issue is opened', 0.15)) {
    const at = world.moment(day.number);
    const issue_id = world.number('WT');
    world.act(at, { clerk, action: 'issue.open', fields: { issue_id, due_date: dateAfter(at, 30) } });
    world.act(world.after(at, draw.around('days until an issue is closed', 14, 0.35)), {
      clerk,
      action: 'issue.close',
      fields: { issue_id },
    });
  }
  if (draw.chance('a warning is confirmed', 0.15)) {
    const sev = draw.chance('it is of the middle level', 0.25) ? 2 : 1;
    world.act(world.moment(day.number), {
      clerk,
      action: 'flag.confirm',
      fields: { org_id: `unit-${draw.whole('unit', 1, 8)}`, person_id: null, sev },
    });
  }
}
