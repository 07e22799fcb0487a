/**
 * What every program that a test starts has of the environment: where programs are, and where node keeps what it has compiled, so
 * that each start does not compile the same anew. What else it is to have, its test gives it.
 */
export const surroundings = {
  PATH: process.env.PATH,
  ...(process.env.NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE }),
};
