const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** Words from a hostile file, as they may stand on the screen: no control characters, nothing that turns lines around, cut. */
export const plainText = (value: unknown, most: number): string =>
  typeof value === 'string' ? value.replaceAll('\r', '\n').replace(control, '').trim().slice(0, most) : '';
