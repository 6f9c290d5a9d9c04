import { z } from 'zod';
import { laoTypes } from '#common/domain/lao.ts';

/** Pieces that several file formats share. Limits keep a hostile file small before anything is computed from it. */
export const line = z.string().max(500);
export const prose = z.string().max(10_000);
export const Text = z.object({ th: z.string().min(1).max(2000), en: z.string().min(1).max(2000) });
export const Decimal = z.string().regex(/^\d{1,15}(\.\d{1,6})?$/);
export const isoDate = z.iso.date();
export const isoInstant = z.iso.datetime({ offset: true });
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
export const LaoType = z.enum(laoTypes);
export const localId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
