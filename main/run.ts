import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Application, CloseReason, Host } from './host/host.ts';
import { isHostRefusal } from './host/shared/host-refusal.ts';
import { claimInstance } from './host/shared/instance-lock.ts';
import { createLog, type Log } from './lib/log.ts';
import type { StartOptions } from './start-options.ts';
import { toStorageFailure } from './storage/storage-failure.ts';

/** What a host may add for its start. */
export interface StartableHost extends Host {
  /** Says a sentence when there is no page to say it. Default: the terminal. */
  tell?(message: string): void;
  /** Files that the operating system hands over while the app runs, in its own way. */
  onHandover?(listener: (files: readonly string[]) => void): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const crashMessage =
  'หน้าต่างปิดลงโดยไม่คาดคิด งานที่ขึ้นว่า "บันทึกแล้ว" ยังอยู่ครบ โปรดเปิดโปรแกรมอีกครั้ง\n' +
  'The window ended unexpectedly. All work shown as saved is safe. Please start the app again.';

/** What the person can do about the commonest reasons. */
const advice: Readonly<Record<string, { readonly thai: string; readonly english: string }>> = {
  'storage.read-only': {
    thai: 'เขียนลงโฟลเดอร์ข้อมูลไม่ได้ ตรวจสิทธิ์ของโฟลเดอร์หรือสวิตช์กันเขียนแล้วเปิดโปรแกรมใหม่',
    english:
      'The data folder cannot be written to. Check its permissions or the write-protect switch, then start again.',
  },
  'storage.disk-full': {
    thai: 'พื้นที่ในเครื่องเต็ม ย้ายไฟล์อื่นออกแล้วเปิดโปรแกรมใหม่',
    english: 'The disk is full. Free some space, then start again.',
  },
};

function messageOf(error: unknown, folder: string): string {
  if (isHostRefusal(error)) return `${error.thai}\n${error.english}`;
  const failure = toStorageFailure(error, folder);
  const code = 'code' in failure && typeof failure.code === 'string' ? failure.code : 'internal';
  const { thai, english } = advice[code] ?? { thai: '', english: '' };
  return (
    `เปิดโปรแกรมไม่สำเร็จ (${code}) ${thai} ข้อมูลใน ${folder} ไม่ถูกเปลี่ยนแปลง\n` +
    `The app could not start (${code}). ${english} Nothing in ${folder} was changed.`
  ).replaceAll(/ {2,}/g, ' ');
}

/** Opens the window and waits for its end. */
async function show(
  host: StartableHost,
  app: Application,
  start: StartOptions,
  onFiles: (listener: (files: readonly string[]) => void) => void,
  log: Log,
): Promise<CloseReason> {
  const window = await host.open(app);
  const receive = (files: readonly string[]) => {
    window.focus();
    for (const file of files) app.openFile(file).catch((error: unknown) => log.defect('openFile', error));
  };
  const close = () => {
    window.close().catch((error: unknown) => log.defect('close', error));
  };
  for (const signal of signals) process.on(signal, close);
  onFiles(receive);
  host.onHandover?.(receive);
  for (const file of start.files) await app.openFile(file);
  const reason = await window.closed;
  for (const signal of signals) process.off(signal, close);
  return reason;
}

/**
 * The whole life of the app, for every host: one instance per data folder, the application, its window, and an orderly
 * end. Returns the exit code: 0, or 1 with a sentence told.
 */
export async function run(
  start: StartOptions,
  host: StartableHost,
  createApplication: (host: Host, start: StartOptions) => Promise<Application>,
): Promise<number> {
  const { dataFolder } = start;
  const tell = (message: string) => {
    if (host.tell === undefined) console.error(message);
    else host.tell(message);
  };
  const log = createLog(join(dataFolder, 'log'));
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const instance = await claimInstance(dataFolder, start.files);
    if (instance === null) {
      console.log('LPA Assessor is already open; its window comes to the front.');
      return 0;
    }
    try {
      const app = await createApplication(host, start);
      const reason = await show(host, app, start, instance.onHandover, log).finally(() => app.close());
      if (reason === 'user') return 0;
      log.note('the window crashed');
      tell(crashMessage);
      return 1;
    } finally {
      await instance.release();
    }
  } catch (error) {
    log.defect('start', error);
    tell(messageOf(error, dataFolder));
    return 1;
  } finally {
    await host.close();
  }
}
