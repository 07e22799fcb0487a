/** Our words and their numbers, 1 to 65,535. */
export type Vocabulary = ReadonlyMap<string, number>;

const FIRST = 0x811c9dc5 | 0;
const PRIME = 0x01000193;
const SIZE = 1 << 14;

/** The hash of nothing; feed each UTF-16 unit of a word to `hashOn`. */
export const hashStart = FIRST;
export const hashOn = (hash: number, unit: number): number => Math.imul(hash ^ unit, PRIME);

/**
 * Finds a word's number by its 32-bit FNV-1a hash, so that reading a message makes no strings; 0 for a word that is
 * not ours. Another word is taken for one of ours about once in three million.
 */
export function hashTable(vocabulary: Vocabulary): (hash: number) => number {
  const hashes = new Int32Array(SIZE);
  const numbers = new Uint16Array(SIZE);
  for (const [word, number] of vocabulary) {
    let hash = hashStart;
    for (let i = 0; i < word.length; i++) hash = hashOn(hash, word.charCodeAt(i));
    let slot = home(hash);
    while (numbers[slot] !== 0) {
      if (hashes[slot] === hash) throw new Error(`The cue word "${word}" cannot be told from another.`);
      slot = (slot + 1) % SIZE;
    }
    hashes[slot] = hash;
    numbers[slot] = number;
  }
  return (hash) => {
    for (let slot = home(hash); numbers[slot] !== 0; slot = (slot + 1) & (SIZE - 1))
      if (hashes[slot] === hash) return numbers[slot]!;
    return 0;
  };
}

const home = (hash: number) => (hash ^ (hash >>> 15)) & (SIZE - 1);
