import { createServer } from 'node:http';

/** The port is the one the bench's adapter names. */
const PORT = 4690;

/** Frames of `/watched?frames`, none of which an adapter knows. */
export const FRAMES = 50;

/**
 * `/watched` is a form of 8 fields in an old page of 3,000 cells, `/plain` the same page, which no adapter knows; `?frames` and
 * `?rows` put frames into it, and a table to be filled.
 */
export async function startBenchServer(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, reply) => {
    const { pathname: path, search } = new URL(request.url ?? '/', 'http://bench');
    // Isolated across origins: the page's clock then steps by 5 µs instead of 100.
    reply.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
    reply.end(path === '/watched' || path === '/plain' ? PAGE + (MORE[search] ?? '') : '<p>menu</p>');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(PORT, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${PORT}`, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

const FIELDS = [
  ['编号', 'case_id', 'CS2026110001'],
  ['金额', 'amount', '48,500.00'],
  ['应附', 'wanted', '3'],
  ['已附', 'there', '5'],
  ['起', 'date_from', '2026-01-02'],
  ['止', 'date_to', '2026-10-30'],
  ['受理人', 'acceptor', 'wangmin'],
  ['审批人', 'approver', 'chenjing'],
];

/** `__press` holds, for each press, the time from the end of mouseup to the page's own click handler: what stands between is ours. */
const PAGE = `<!doctype html><title>bench</title><form name="bench"><table>
${FIELDS.map(([label, name, value]) => `<tr><td>${label}</td><td><input name="${name}" value="${value}"></td></tr>`).join('\n')}
</table><input type="button" id="go" value="办理"></form>
<table>${Array.from({ length: 300 }, (_, row) => `<tr>${Array.from({ length: 10 }, (__, cell) => `<td>${row}-${cell}</td>`).join('')}</tr>`).join('')}</table>
<script>
  var __up = 0, __press = [];
  addEventListener('mouseup', function () { __up = performance.now(); });
  document.getElementById('go').addEventListener('click', function () { __press.push(performance.now() - __up); });
</script>`;

const MORE: Record<string, string> = {
  '?frames': Array.from({ length: FRAMES }, (_, n) => `<iframe src="/menu/${n}" width="40" height="20"></iframe>`).join(
    '',
  ),
  '?rows': `<table><tbody id="rows"></tbody></table><script>
  function __fill() {
    var body = document.getElementById('rows'), began = performance.now();
    for (var n = 0; n < 10000; n++) {
      var row = document.createElement('tr');
      for (var c = 0; c < 5; c++) row.appendChild(document.createElement('td')).textContent = n + '-' + c;
      body.appendChild(row);
    }
    return Promise.resolve().then(function () {}).then(function () { return performance.now() - began; });
  }
</script>`,
};
