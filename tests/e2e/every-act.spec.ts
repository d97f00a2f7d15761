import { type Act, ACTS } from '../support/acts';
import { creditSystem } from '../support/credit';
import { type Desk, openDesk } from '../support/desk';
import { heldPage, holdOf } from '../support/hold';
import { actsIn } from '../support/journal';
import type { Practice } from '../support/practice';
import { stumbling } from '../support/stumbling';
import { taxSystem } from '../support/tax';
import { expect, test } from '../support/test';

// One desk for all of them, as in a day's work.
let desk: Desk;
test.beforeAll(async ({ practice, builds }) => {
  await practice.reset();
  desk = await openDesk({ extension: builds('day') });
  await desk.isReady();
});
test.afterAll(() => desk.close());

for (const act of ACTS) {
  test(`${act.action} (${act.title} ${act.id}) is one event, and goes through at most once`, async ({ practice }) => {
    const clerk = {
      tax: stumbling(taxSystem(desk.page, practice.tax.url), desk),
      credit: stumbling(creditSystem(desk.page, practice.credit.url), desk),
    };
    const before = actsIn(await desk.journal()).length;
    const own = async () => actsIn(await desk.journal()).slice(before);
    await clerk[act.system].logIn(act.who);

    await act.play(clerk, act.id);
    const ended = await answerWhatComes(desk, async () => (await doneOf(practice, act)).accepted > 0);

    await expect
      .poll(async () => (await own()).map(({ body }) => body.action), { message: 'the journal holds this act once' })
      .toEqual([act.action]);
    const done = await doneOf(practice, act);
    expect(done).toEqual(ended === 'back' ? { accepted: 0, attempts: 0 } : { accepted: 1, attempts: 1 });
    const [entry] = await own();
    if (act.id && entry) expect(JSON.stringify(entry.fields)).toContain(act.subject ?? act.id);
    expect(JSON.stringify(entry?.body.undetermined)).toBe('[]');
  });
}

/** Answers the hold where one comes: on with a reason where the clerk may alone, back where not. */
async function answerWhatComes(desk: Desk, isDone: () => Promise<boolean>): Promise<'back' | 'done'> {
  await expect
    .poll(async () => (await heldPage(desk.context)) !== undefined || (await isDone()), {
      timeout: 15_000,
      message: 'a hold, or the act went through',
    })
    .toBe(true);
  const page = await heldPage(desk.context);
  if (!page) return 'done';
  const hold = holdOf(page);
  const { canContinue, needsSecond } = await hold.ways();
  if (!canContinue || needsSecond) {
    await hold.goBack();
    return 'back';
  }
  await hold.continueWithReason();
  await expect.poll(isDone, { timeout: 15_000, message: 'the act went through' }).toBe(true);
  return 'done';
}

async function doneOf(
  practice: Practice,
  { system, id, action }: Act,
): Promise<{ accepted: number; attempts: number }> {
  const commits = (await practice.state(system)).commits.filter((commit) =>
    id ? commit.cases.includes(id) : commit.action === action,
  );
  return { accepted: commits.filter(({ accepted }) => accepted).length, attempts: commits.length };
}
