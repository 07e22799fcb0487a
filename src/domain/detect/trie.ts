/** A growing trie over word numbers. Two roots: `ANYWHERE`, and `AT_OPENINGS` for what only opens a sentence. */
export interface Trie {
  /** The node that `word` leads to from `node`, made if it is not there yet. */
  readonly grow: (node: number, word: number) => number;
  /** The words that lead to a node from its root. */
  readonly path: (node: number) => number[];
  readonly freeze: () => Frozen;
}

/** The grown trie, for walking. */
interface Frozen {
  /** The node that `word` leads to from `node`; 0 for none. */
  readonly step: (node: number, word: number) => number;
}

export const ANYWHERE = 1;
export const AT_OPENINGS = 2;

export function createTrie(): Trie {
  const next = new Map<number, number>();
  const parents = [0, 0, 0];
  const labels = [0, 0, 0];
  return {
    grow(node, word) {
      const key = node * WIDTH + word;
      const known = next.get(key);
      if (known !== undefined) return known;
      next.set(key, parents.length);
      labels.push(word);
      return parents.push(node) - 1;
    },
    path(node) {
      const words: number[] = [];
      for (let at = node; at > AT_OPENINGS; at = parents[at]!) words.unshift(labels[at]!);
      return words;
    },
    freeze: () => freeze(next),
  };
}

/** Room for word numbers in a key; keys stay below 2^31 up to 500,000 nodes. */
const WIDTH = 4096;

/** Open addressing over typed arrays: a step costs a few nanoseconds, a `Map`'s lookup several times that. */
function freeze(next: ReadonlyMap<number, number>): Frozen {
  const mask = 2 ** Math.ceil(Math.log2(next.size * 2 + 2)) - 1;
  const keys = new Int32Array(mask + 1);
  const nodes = new Int32Array(mask + 1);
  for (const [key, node] of next) {
    let slot = home(key) & mask;
    while (nodes[slot] !== 0) slot = (slot + 1) & mask;
    keys[slot] = key;
    nodes[slot] = node;
  }
  return {
    step(node, word) {
      const key = node * WIDTH + word;
      for (let slot = home(key) & mask; nodes[slot] !== 0; slot = (slot + 1) & mask)
        if (keys[slot] === key) return nodes[slot]!;
      return 0;
    },
  };
}

function home(key: number): number {
  const mixed = Math.imul(key, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
