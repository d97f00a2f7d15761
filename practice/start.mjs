// @ts-check
// Starts both practice systems. `node practice/start.mjs`, or startPractice() from a test.
import { pathToFileURL } from 'node:url';
import { startCredit } from './credit/app.mjs';
import { todayInChina } from './invented.mjs';
import { startTax } from './tax/app.mjs';

/**
 * Port 0 takes any free port. All seeded dates are counted from `today`, so a fixed day gives fixed pages.
 * @param {{taxPort?: number, creditPort?: number, today?: string}} [options]
 */
export async function startPractice({ taxPort = 4610, creditPort = 4620, today = todayInChina() } = {}) {
  const tax = await startTax(taxPort, today);
  const credit = await startCredit(creditPort, today).catch(async (error) => {
    await tax.close();
    throw error;
  });
  return {
    tax: { url: tax.url },
    credit: { url: credit.url },
    close: async () => {
      await Promise.all([tax.close(), credit.close()]);
    },
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { tax, credit } = await startPractice({
    taxPort: Number(process.env.TAX_PORT ?? 4610),
    creditPort: Number(process.env.CREDIT_PORT ?? 4620),
    today: process.env.PRACTICE_TODAY,
  });
  console.log(`征管信息系统(练习)      ${tax.url}`);
  console.log(`农信信贷管理系统(练习)  ${credit.url}`);
  console.log('密码均为 123456。按 Ctrl+C 停止。');
}
