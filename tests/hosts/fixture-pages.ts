/** Pages of the fixture application: just enough to try the host. */
export const fixturePages: Readonly<Record<string, { readonly type: string; readonly body: string }>> = {
  'app /': {
    type: 'text/html',
    body: `<!doctype html><html lang="th"><head><meta charset="utf-8"><title>Fixture</title>
<script type="module" src="/page.js"></script></head><body>
<h1>หน้าทดสอบ</h1><input id="file" type="file"><textarea id="text"></textarea>
<a id="save" href="/export/small" download="x">save</a><a id="save-big" href="/export/big">big</a>
<a id="away" href="https://example.com/">away</a><a id="popup" href="/" target="_blank">popup</a>
<iframe id="evidence" src="EVIDENCE/viewer.html" sandbox="allow-scripts allow-same-origin"></iframe>
</body></html>`,
  },
  'app /page.js': {
    type: 'text/javascript',
    body: `window.heard = []; window.saved = []; window.handed = [];
desktop.on('told', (payload) => heard.push(payload));
desktop.on('saved', (payload) => saved.push(payload));
desktop.on('opened', (payload) => handed.push(payload));
window.fromFrame = []; window.addEventListener('message', (event) => fromFrame.push({ origin: event.origin, data: event.data }));`,
  },
  'evidence /viewer.html': {
    type: 'text/html',
    body: `<!doctype html><meta charset="utf-8"><script type="module" src="/viewer.js"></script>`,
  },
  'evidence /viewer.js': {
    type: 'text/javascript',
    body: `const tried = {};
tried.desktop = typeof window.desktop;
tried.functions = Object.getOwnPropertyNames(window).filter((name) => /^[br][0-9a-f]{8}-/.test(name)).length;
try { tried.parent = typeof parent.desktop; } catch (error) { tried.parent = error.name; }
tried.app = await fetch('APP/page.js').then((r) => 'got ' + r.status, () => 'refused');
tried.own = await fetch('/worker.js').then((r) => 'got ' + r.status, () => 'refused');
tried.worker = await new Promise((resolve) => {
  const worker = new Worker('/worker.js');
  worker.onmessage = (event) => resolve(event.data);
  worker.onerror = () => resolve('refused');
});
parent.postMessage(tried, '*');`,
  },
  'evidence /worker.js': {
    type: 'text/javascript',
    body: `fetch('/piece').then((r) => r.text()).then((text) => postMessage(text), () => postMessage('refused'));`,
  },
  'evidence /piece': { type: 'text/plain', body: 'piece of evidence' },
  'app /print.html': {
    type: 'text/html',
    body: `<!doctype html><html lang="th"><head><meta charset="utf-8"><title>รายงาน</title>
<script type="module" src="/print.js"></script></head><body></body></html>`,
  },
  'app /print.js': {
    type: 'text/javascript',
    body: `const ticket = new URL(location.href).searchParams.get('ticket');
const { text } = await fetch('/print-data/' + ticket + '.json').then((r) => r.json());
const heading = document.createElement('h1'); heading.textContent = text;
const bridge = document.createElement('p'); bridge.textContent = 'bridge:' + typeof window.desktop;
const away = document.createElement('p');
away.textContent = 'network:' + await fetch('https://example.com/').then(() => 'reached', () => 'refused');
document.body.append(heading, bridge, away);
setTimeout(() => { document.documentElement.dataset.ready = 'true'; }, 50);`,
  },
  'app /print-data/T1.json': { type: 'application/json', body: JSON.stringify({ text: 'น้ำใจกำนันสุข ทำได้' }) },
};
