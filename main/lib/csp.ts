import type { OriginName } from '#main/host/host.ts';

/** The origins as the browser spells them, `https://app.invalid` or `app://app`. */
export type Origins = Readonly<Record<OriginName, string>>;

const policy = (rules: Readonly<Record<string, string>>): string =>
  Object.entries(rules)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');

const closed = { 'default-src': "'none'", 'base-uri': "'none'", 'form-action': "'none'" };

// Hostile documents are drawn here. pdf.js makes fonts from bytes and runs its image decoders as WebAssembly; a worker
// takes its policy from its own answer, so the header goes on scripts too.
const hostile = (origins: Origins): string =>
  policy({
    ...closed,
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': "'self'",
    'img-src': "'self' blob: data:",
    'font-src': "'self' blob: data:",
    'connect-src': "'self'",
    // Sound and moving pictures come in ranges from `/stream/<ticket>` (main/features/submission/evidence-files.ts).
    'media-src': "'self'",
    'worker-src': "'self'",
    'frame-ancestors': origins.app,
  });

const policies: Readonly<Record<OriginName, (origins: Origins) => string>> = {
  // `data:` images are the cursors and masks of style sheets; blob: images are drawn by the page itself.
  app: (origins) =>
    policy({
      ...closed,
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' blob: data:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'frame-src': `${origins.evidence} ${origins.reading}`,
      'frame-ancestors': "'none'",
    }),
  evidence: hostile,
  reading: hostile,
};

const deniedFeatures = [
  'accelerometer',
  'bluetooth',
  'clipboard-read',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

/** `camera`: whether the app's own page may ask for it. The evidence frame never may, and nobody the microphone. */
const permissionsPolicy = (origin: OriginName, camera: boolean): string =>
  [...deniedFeatures.map((feature) => `${feature}=()`), `camera=(${origin === 'app' && camera ? 'self' : ''})`].join(
    ', ',
  );

/** Headers that every answer of an origin carries, in both hosts, whatever it is and whoever made it. */
export const securityHeaders = (origin: OriginName, origins: Origins, camera = false): Record<string, string> => ({
  'content-security-policy': policies[origin](origins),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': permissionsPolicy(origin, camera),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'cache-control': 'no-store',
});
