import { defineMessages } from '#renderer/lib/messages.ts';

/** Words of the list's tie to its server: synchronising, connecting, the empty list. */
export const serverWords = defineMessages({
  th: {
    sync: 'ซิงก์',
    syncing: 'กำลังซิงก์…',
    syncedAt: (at: string) => `ซิงก์ล่าสุด ${at}`,
    neverSynced: 'ยังไม่เคยซิงก์',
    offlineAt: (at: string) => `ออฟไลน์ · แสดงข้อมูลที่ซิงก์ล่าสุดเมื่อ ${at}`,
    offline: 'ออฟไลน์ · ยังไม่เคยซิงก์',
    signInAgain: 'ต้องเข้าสู่ระบบอีกครั้ง',
    signedOut: 'ยังไม่ได้เข้าสู่ระบบ',
    signIn: 'เข้าสู่ระบบ',
    signInTo: (name: string) => `เข้าสู่ระบบ ${name}`,
    connect: 'เชื่อมต่อเซิร์ฟเวอร์',
    connecting: 'กำลังเชื่อมต่อ…',
    connectText: 'โปรแกรมจะดาวน์โหลดงานที่ทีมได้รับมอบหมายจากเซิร์ฟเวอร์นี้ การนำเข้าไฟล์ .lpasub ยังใช้ได้ตามเดิม',
    connected: (name: string) => `เชื่อมต่อ ${name} แล้ว เข้าสู่ระบบเพื่อรับรายการงาน`,
    cancel: 'ยกเลิก',
    emptySignInTitle: 'เข้าสู่ระบบเพื่อรับงาน',
    emptySignInText: (name: string) => `เชื่อมต่อกับ ${name} แล้ว เข้าสู่ระบบเพื่อรับรายการงานของทีม หรือนำเข้าไฟล์ .lpasub`,
    emptyServerTitle: 'ทีมของท่านยังไม่มีงาน',
    emptyServerText: (name: string) => `${name} ยังไม่มอบหมายงานให้ทีมของท่าน ซิงก์อีกครั้งภายหลัง หรือนำเข้าไฟล์ .lpasub`,
  },
  en: {
    sync: 'Sync',
    syncing: 'Syncing…',
    syncedAt: (at) => `Last synced ${at}`,
    neverSynced: 'Not synced yet',
    offlineAt: (at) => `Offline · shows what was synced ${at}`,
    offline: 'Offline · not synced yet',
    signInAgain: 'Sign in again',
    signedOut: 'Not signed in',
    signIn: 'Sign in',
    signInTo: (name) => `Sign in to ${name}`,
    connect: 'Connect a server',
    connecting: 'Connecting…',
    connectText:
      'The program downloads the work that your team is assigned from this server. Importing .lpasub files works as before.',
    connected: (name) => `Connected to ${name}. Sign in to get the list of work.`,
    cancel: 'Cancel',
    emptySignInTitle: 'Sign in to get your work',
    emptySignInText: (name) =>
      `Connected to ${name}. Sign in to get your team’s list of work, or import .lpasub files.`,
    emptyServerTitle: 'Your team has no work yet',
    emptyServerText: (name) =>
      `${name} has not assigned anything to your team. Sync again later, or import .lpasub files.`,
  },
});
