import { statfsSync } from 'node:fs';

const noNetwork = [
  // Every name, and every address, resolves to nothing; a proxy would resolve by itself, so there is none.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-proxy-server',
  // The switch has had two names; a browser ignores the one that it does not know.
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--disable-sync',
  '--disable-quic',
  '--no-pings',
  '--metrics-recording-only',
];

const nothingKept = [
  // Edge calls it InPrivate and ignores the other word. History, session, caches and form data stay in memory.
  '--incognito',
  '--inprivate',
  // A crash dump holds pieces of memory, so of what was typed.
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--noerrdialogs',
  '--disable-logging',
  '--disk-cache-size=1',
  '--disable-gpu-shader-disk-cache',
  '--password-store=basic',
  '--use-mock-keychain',
];

const quiet = [
  '--no-first-run',
  '--no-default-browser-check',
  '--no-service-autorun',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-component-extensions-with-background-pages',
  '--disable-background-mode',
  '--disable-search-engine-choice-screen',
  '--disable-session-crashed-bubble',
  '--hide-crash-restore-bubble',
  '--disable-save-password-bubble',
  '--deny-permission-prompts',
  // No yellow bar about our own switches.
  '--test-type',
  '--disable-speech-api',
];

const featuresOff = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'LensOverlay',
  'LensStandalone',
  'MediaRouter',
  'MediaSessionService',
  'OptimizationGuideModelDownloading',
  'OptimizationHints',
  'Translate',
  // It joins a multicast group of the local network; without UDP there is no address to hide.
  'WebRtcHideLocalIpsWithMdns',
];

const smallestSharedMemory = 512 * 1024 * 1024;

/** Containers give 64 MB of shared memory, too little for one large page; then files under /tmp serve instead. */
function lacksSharedMemory(): boolean {
  if (process.platform !== 'linux') return false;
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize < smallestSharedMemory;
  } catch {
    return true;
  }
}

/** Chromium refuses to run as root with its sandbox; nothing but a container or a test machine runs it as root. */
const isRoot = () => process.getuid?.() === 0;

/** What every browser of ours is started with: the window and the printer alike. */
export const commonArguments = (profile: string): string[] => [
  `--user-data-dir=${profile}`,
  '--remote-debugging-pipe',
  ...noNetwork,
  ...nothingKept,
  ...quiet,
  `--disable-features=${featuresOff.join(',')}`,
  ...(lacksSharedMemory() ? ['--disable-dev-shm-usage'] : []),
  ...(isRoot() ? ['--no-sandbox'] : []),
];
