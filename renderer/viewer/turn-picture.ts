/** Rows of a matrix for each orientation of EXIF and TIFF: from stored to seen, for a picture of 1 × 1. */
const turns: Readonly<Record<number, readonly [number, number, number, number, number, number]>> = {
  2: [-1, 0, 0, 1, 1, 0],
  3: [-1, 0, 0, -1, 1, 1],
  4: [1, 0, 0, -1, 0, 1],
  5: [0, 1, 1, 0, 0, 0],
  6: [0, 1, -1, 0, 1, 0],
  7: [0, -1, -1, 0, 1, 1],
  8: [0, -1, 1, 0, 0, 1],
};

/** The picture as its author meant it to be seen. */
export async function turnedLike(picture: ImageData, orientation: number): Promise<ImageBitmap> {
  const bitmap = await createImageBitmap(picture);
  const turn = turns[orientation];
  if (!turn) return bitmap;
  const [width, height] = orientation > 4 ? [picture.height, picture.width] : [picture.width, picture.height];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new RangeError('no canvas');
  const [a, b, c, d, e, f] = turn;
  context.setTransform(a, b, c, d, e * width, f * height);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.transferToImageBitmap();
}
