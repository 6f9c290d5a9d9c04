import type { Ticket } from '#common/contract/bridge.ts';
import { maxUpload, partBytes } from '#common/contract/channels/evidence.ts';
import { AppError } from '#common/contract/failures.ts';
import { call, offerFiles } from './api.ts';

/**
 * A ticket for any `File`. Where no file of the disk stands behind it (a picture from the clipboard or the camera), the
 * host gives none, and its bytes go to main in parts.
 */
export async function offerAny(file: File): Promise<Ticket> {
  const [ticket] = await offerFiles([file]).catch(() => []);
  return ticket ?? (await upload(file));
}

async function upload(file: File): Promise<Ticket> {
  const { name, size } = file;
  if (size === 0) throw new AppError('file.empty', { name });
  if (size > maxUpload) throw new AppError('file.too-large', { name });
  const { upload: id } = await call('upload.begin', { name, size });
  for (let at = 0; at < size; at += partBytes)
    await call('upload.part', { upload: id, at, data: await base64Of(file.slice(at, at + partBytes), name) });
  return (await call('upload.finish', { upload: id })).ticket;
}

function base64Of(part: Blob, name: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      const text = typeof reader.result === 'string' ? reader.result : '';
      resolve(text.slice(text.indexOf(',') + 1));
    };
    // A folder that was dropped, or a file that went away.
    reader.onerror = () => {
      reject(new AppError('file.unreadable', { name }, { cause: reader.error }));
    };
    reader.readAsDataURL(part);
  });
}

/** Whether a file of the disk stands behind it. What does not was made on this computer just now. */
export const isOfDisk = (file: File): Promise<boolean> =>
  offerFiles([file]).then(
    () => true,
    () => false,
  );
