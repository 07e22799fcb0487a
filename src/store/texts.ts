/**
 * A `text[]` value in PostgreSQL's binary form: the number of dimensions, whether there are nulls, the element's type, the
 * length and the first index, then each element behind its length. As text every quotation mark would be escaped here and
 * unescaped there, and JSON is full of them. Source: `array_recv` in PostgreSQL's src/backend/utils/adt/arrayfuncs.c.
 */
export function texts(all: readonly string[]): Buffer {
  const sizes = all.map((text) => Buffer.byteLength(text));
  const { buffer, put } = array(TEXT, sizes);
  for (const [i, text] of all.entries()) buffer.write(text, put(i));
  return buffer;
}

/** A `bytea[]` value, likewise. */
export function bytes(all: readonly Buffer[]): Buffer {
  const { buffer, put } = array(
    BYTEA,
    all.map((each) => each.length),
  );
  for (const [i, each] of all.entries()) each.copy(buffer, put(i));
  return buffer;
}

/** Room for elements of those sizes; `put` says where the next one goes. */
function array(type: number, sizes: readonly number[]) {
  const buffer = Buffer.allocUnsafe(HEAD + sizes.reduce((sum, size) => sum + 4 + size, 0));
  [1, 0, type, sizes.length, 1].forEach((field, i) => {
    buffer.writeInt32BE(field, i * 4);
  });
  let end = HEAD;
  const put = (i: number) => {
    const at = buffer.writeInt32BE(sizes[i]!, end);
    end = at + sizes[i]!;
    return at;
  };
  return { buffer, put };
}

const HEAD = 20;
/** The types' numbers in pg_type. */
const TEXT = 25;
const BYTEA = 17;
