import { existsSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, 'renderer');

/** index: the app. print: pages for PDF, no bridge. viewer: the evidence frame, served on the other origin only. */
const pages = ['index', 'print', 'viewer'].map((name) => join(root, `${name}.html`));

export default defineConfig({
  root,
  base: '/',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, 'out/renderer'),
    emptyOutDir: true,
    // Oldest browser the Chromium host accepts (main/host/chromium/find-browser.ts) and far older than Electron's.
    target: 'chrome130',
    // The policy allows neither inline scripts nor data: fonts, so everything stays a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    license: { fileName: 'licenses.md' },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4096,
    rolldownOptions: { input: pages.filter((page) => existsSync(page)) },
  },
});
