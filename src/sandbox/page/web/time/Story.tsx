/** The story's banner under the top bar. (An empty place, for its helper to fill.) */
export function Story() {
  return null;
}
