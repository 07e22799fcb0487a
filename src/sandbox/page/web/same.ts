/** `next`, with every part that equals its counterpart in `before` replaced by that very object. */
export function kept<T>(before: unknown, next: T): T {
  if (before === next || typeof before !== "object" || typeof next !== "object" || !before || !next) return next;
  if (Array.isArray(before) !== Array.isArray(next)) return next;
  const [old, fresh] = [before as Record<string, unknown>, next as Record<string, unknown>];
  const keys = Object.keys(fresh);
  let same = keys.length === Object.keys(old).length;
  const made: Record<string, unknown> = Array.isArray(next) ? ([] as unknown as Record<string, unknown>) : {};
  for (const key of keys) {
    made[key] = kept(old[key], fresh[key]);
    same &&= key in old && made[key] === old[key];
  }
  return (same ? before : made) as T;
}
