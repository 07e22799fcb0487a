/**
 * A `text[]` value in PostgreSQL's binary form: the number of dimensions, whether there are nulls, the element's type, the
 * length and the first index, then each element behind its length. As text every quotation mark would be escaped here and
 * unescaped there, and JSON is full of them. Source: `array_recv` in PostgreSQL's src/backend/utils/adt/arrayfuncs.c.
 */
export function texts(all: readonly string[]): Buffer {
  const sizes = all.map((text) => Buffer.byteLength(text));
  const buffer = Buffer.allocUnsafe(HEAD + sizes.reduce((sum, size) => sum + 4 + size, 0));
  [1, 0, TEXT, all.length, 1].forEach((field, i) => {
    buffer.writeInt32BE(field, i * 4);
  });
  let at = HEAD;
  for (const [i, text] of all.entries()) {
    at = buffer.writeInt32BE(sizes[i]!, at);
    at += buffer.write(text, at);
  }
  return buffer;
}

const HEAD = 20;
/** The type's number in pg_type. */
const TEXT = 25;
