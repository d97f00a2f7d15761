// A browser for a person: the practice tax system in front, and what to click in the terminal.
import { creditSystem } from '@/tests/support/credit';
import { taxSystem } from '@/tests/support/tax';
import { openStage } from './stage';

const WHAT_TO_CLICK = (tax: string, credit: string): string => `
  护栏正在守护两个练习系统(数据全部虚构，密码均为 123456)

  1 征管信息系统  ${tax}  (已登录:陈静，审批岗)
    文书审批 → 减免审批 → JM2026110002(应附 5 份，已附 3 份)→ 审批通过
    看:按钮旁出现暂停对话框。先按 Esc 返回，再试一次说明理由后继续。
  2 信贷管理系统  ${credit}  (第二个标签页，已登录:黄波，主任)
    信贷业务 → 放款 → JJ2026110302(空白合同)→ 确认放款
  3 工具栏的护栏图标:今天的提醒、“关于我的留痕”。

  Hulan guards two practice systems (everything invented; every password is 123456)

  1 Tax system     ${tax}  (logged in: Chen Jing, approvals)
    文书审批 → 减免审批 → JM2026110002 (5 papers wanted, 3 there) → 审批通过
    See the hold beside the button. Press Esc to go back, then try again and give a reason.
  2 Credit system  ${credit}  (second tab, logged in: Huang Bo, head)
    信贷业务 → 放款 → JJ2026110302 (blank contract) → 确认放款
  3 Hulan's icon in the toolbar: today's reminders, "what is recorded about me".

  Ctrl+C 结束一切。/ Ctrl+C ends everything.
`;

export async function show({
  executable,
  open,
  headless,
}: {
  executable: string;
  open?: string;
  headless: boolean;
}): Promise<number> {
  const { practice, desk, ended, close } = await openStage({ executable, headed: !headless });
  try {
    await desk.isReady();
    if (open) {
      const isThere = await desk.page.goto(open).then(
        () => true,
        () => false,
      );
      console.log(
        isThere
          ? `\n  ${open}\n  护栏已加载所给规则包。Ctrl+C 结束。/ Hulan runs with your pack. Ctrl+C ends everything.`
          : `\n  打不开 ${open}：请先启动该系统，再在浏览器里刷新。Ctrl+C 结束。\n  ${open} cannot be opened: start that system, then reload the page. Ctrl+C ends everything.`,
      );
    } else {
      const second = await desk.context.newPage();
      await creditSystem(second, practice.credit.url).logIn('huangbo');
      await desk.page.bringToFront();
      await taxSystem(desk.page, practice.tax.url).logIn('chenjing');
      // From here on the page's own questions are the person's to answer.
      for (const page of [desk.page, second]) page.removeAllListeners('dialog').on('dialog', () => undefined);
      console.log(WHAT_TO_CLICK(practice.tax.url, practice.credit.url));
    }
    await ended;
    return 0;
  } finally {
    await close();
  }
}
