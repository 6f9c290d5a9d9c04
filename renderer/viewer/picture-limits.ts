/** Decoding takes four bytes a pixel: half a gigabyte at most. */
export const maxPixels = 120_000_000;
/** Of one picture in its file. */
export const maxPictureBytes = 128 * 1024 * 1024;
