// What a page hears of a clerk, told on its console: the measure of whether it notices us.

/** `say(…)` of a page: on the console, and, where it has an origin of its own, kept in its order for whoever reads no console. */
export const SAY = `window.say = (text) => {
  console.debug('zoo ' + text);
  try { localStorage.said = (localStorage.said ?? '') + text + '\\n'; } catch (e) {}
};`;

/** A page begins with it: tells what the page's own listeners hear. */
export const HEAD = `<!doctype html><title>t</title><script>(() => {
  const name = (n) => !n || n === window ? '-' : (n.id || n.name || n.localName);
  ${SAY}
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'dblclick', 'contextmenu', 'keydown', 'change', 'submit'])
    for (const capture of [true, false])
      addEventListener(type, (e) => {
        if (!e.target.closest || e.target.closest('hulan-test')) return;
        const more = type === 'submit' ? 'by ' + name(e.submitter)
          : 'clientX' in e ? [e.detail, e.clientX, e.clientY, e.ctrlKey].map(Number).join() : e.key || '';
        say([type, capture ? 'down' : 'up', name(e.target), more, capture ? '' : e.defaultPrevented].join(' '));
      }, capture);
})()</script>`;
